// A program that holds old modules; it is never run.
package main

import (
	_ "github.com/caddyserver/caddy/v2/modules/standard"
	_ "github.com/charmbracelet/bubbletea"
	_ "github.com/containerd/containerd"
	_ "github.com/docker/cli/cli/config"
	_ "github.com/go-git/go-git/v5"
	_ "github.com/google/go-containerregistry/pkg/v1/remote"
	_ "github.com/open-policy-agent/opa/rego"
	_ "github.com/spf13/cobra"
	_ "github.com/spf13/viper"
	_ "github.com/ulikunitz/xz"
)

func main() {}
