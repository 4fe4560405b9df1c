// A program that holds old modules; it is never run.
package main

import (
	_ "github.com/BurntSushi/toml"
	_ "github.com/dgrijalva/jwt-go"
	_ "github.com/gin-gonic/gin"
	_ "github.com/gorilla/websocket"
	_ "github.com/miekg/dns"
	_ "golang.org/x/crypto/ssh"
	_ "golang.org/x/net/http2"
	_ "golang.org/x/text/language"
	_ "gopkg.in/yaml.v2"
)

func main() {}
