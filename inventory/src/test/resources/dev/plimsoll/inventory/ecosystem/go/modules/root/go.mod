// Deprecated: a comment.
module github.com/Harbour/ship // indirect

go 1.21.0
toolchain go1.22.1

require github.com/BurntSushi/toml v1.3.2

require (
	example.org/local v1.0.0
	"github.com/pkg/errors" v0.9.0 // indirect
	`golang.org/x/crypto` v0.0.0-20190308221718-c2843e01d9a2//indirect
	github.com/docker/docker v20.10.7+incompatible
	github.com/google/uuid v1.3.0
)

exclude github.com/google/uuid v1.2.0
retract [v1.0.0, v1.0.5]
tool golang.org/x/tools/cmd/stringer

replace (
	example.org/local v1.0.0 => ../local
	github.com/pkg/errors => github.com/fork/errors v0.9.1
	github.com/google/uuid v1.2.0 => ./never
)
replace github.com/docker/docker => github.com/moby/moby v20.10.8+incompatible
