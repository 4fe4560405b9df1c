module example.com/bench/cluster

go 1.19

require (
	github.com/opencontainers/runc v1.0.0
	github.com/prometheus/client_golang v1.11.0
	go.etcd.io/etcd/client/v3 v3.5.0
	k8s.io/client-go v0.22.0
)
