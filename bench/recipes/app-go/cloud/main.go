// A program that holds old modules; it is never run.
package main

import (
	_ "cloud.google.com/go/storage"
	_ "github.com/Azure/azure-sdk-for-go/services/compute/mgmt/2021-03-01/compute"
	_ "github.com/Azure/go-autorest/autorest/azure/auth"
	_ "github.com/Shopify/sarama"
	_ "github.com/aws/aws-sdk-go/service/s3"
	_ "github.com/elastic/go-elasticsearch/v7"
	_ "github.com/go-redis/redis/v8"
	_ "github.com/hashicorp/consul/api"
	_ "github.com/hashicorp/vault/api"
	_ "github.com/jackc/pgx/v4"
	_ "github.com/minio/minio-go/v7"
	_ "github.com/nats-io/nats.go"
	_ "github.com/streadway/amqp"
	_ "go.mongodb.org/mongo-driver/mongo"
	_ "gocloud.dev/blob/azureblob"
	_ "gocloud.dev/blob/gcsblob"
	_ "gocloud.dev/blob/s3blob"
	_ "gorm.io/driver/mysql"
	_ "gorm.io/driver/postgres"
	_ "gorm.io/gorm"
)

func main() {}
