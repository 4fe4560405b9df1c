module example.com/bench/api

go 1.19

require (
	github.com/BurntSushi/toml v0.3.1
	github.com/dgrijalva/jwt-go v3.2.0+incompatible
	github.com/gin-gonic/gin v1.6.3
	github.com/gorilla/websocket v1.4.0
	github.com/miekg/dns v1.1.20
	golang.org/x/crypto v0.0.0-20200622213623-75b288015ac9
	golang.org/x/net v0.0.0-20200822124328-c89045814202
	golang.org/x/text v0.3.3
	gopkg.in/yaml.v2 v2.2.8
)
