module tools

go 1.21
