module example.com/bench/tool

go 1.19

require (
	github.com/docker/cli v20.10.7+incompatible
	github.com/go-git/go-git/v5 v5.4.0
	github.com/google/go-containerregistry v0.6.0
	github.com/spf13/cobra v1.2.0
	github.com/spf13/viper v1.8.0
	github.com/ulikunitz/xz v0.5.8
)
