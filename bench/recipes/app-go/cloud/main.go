// A program that holds old modules; it is never run.
package main

import (
	_ "cloud.google.com/go/storage"
	_ "github.com/aws/aws-sdk-go/service/s3"
	_ "github.com/go-redis/redis/v8"
	_ "github.com/hashicorp/consul/api"
	_ "github.com/hashicorp/vault/api"
	_ "github.com/jackc/pgx/v4"
	_ "github.com/nats-io/nats.go"
	_ "go.mongodb.org/mongo-driver/mongo"
)

func main() {}
