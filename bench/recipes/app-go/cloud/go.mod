module example.com/bench/cloud

go 1.19

require (
	cloud.google.com/go/storage v1.16.0
	github.com/aws/aws-sdk-go v1.33.0
	github.com/go-redis/redis/v8 v8.11.0
	github.com/hashicorp/consul/api v1.8.0
	github.com/hashicorp/vault/api v1.1.0
	github.com/jackc/pgx/v4 v4.11.0
	github.com/nats-io/nats.go v1.11.0
	go.mongodb.org/mongo-driver v1.5.0
)
