#!/bin/sh
# Starts PostgreSQL, Redis and the server from docker-compose.secure.yml, or those that are named, waits until they are healthy, prints
# their ports, then scans their images again and again. Ctrl-C ends the watching; the containers go on.
#
#   scripts/containers-secure-dev.sh [postgresql|redis|server]...
#
#   RESCAN_MINUTES     time between two scans (60); 0 ends once the ports are printed
#   HEALTHY_SECONDS    how long they may take to become healthy (180)
#
# Secrets are made at the first start, in containers/secrets: the folder is for its owner alone. The files in it can be read, since the
# containers' users, who are nobody on this machine, must; compose mounts them as they are.
set -eu

top=$(CDPATH='' cd -- "$(dirname "$0")/.." && pwd -P)
cd "$top"
say() { echo "containers-secure-dev: $*" >&2; }
if [ $# = 0 ]; then set -- postgresql redis server; fi

if docker compose version >/dev/null 2>&1; then
  compose() { docker compose -f docker-compose.secure.yml "$@"; }
elif command -v docker-compose >/dev/null 2>&1; then
  compose() { docker-compose -f docker-compose.secure.yml "$@"; }
else
  say "neither 'docker compose' nor docker-compose is there (on Debian: apt-get install docker-compose)"
  exit 1
fi

# A password of 32 letters and digits: 190 bits.
password() { LC_ALL=C tr -dc 'A-Za-z0-9' </dev/urandom | head -c 32; }

secrets=containers/secrets
[ -d "$secrets" ] || (umask 077 && mkdir "$secrets")
umask 022

# Makes a secret that is not there yet, whole or not at all, of what a command prints.
secret() {
  name=$1
  shift
  [ ! -s "$secrets/$name" ] || return 0
  "$@" >"$secrets/$name.$$"
  mv "$secrets/$name.$$" "$secrets/$name"
  say "made the secret $secrets/$name"
}
redis_users() {
  hash=$(sha256sum <"$secrets/redis-password")
  echo "user plimsoll on #${hash%% *} ~* &* +@all -@admin"
}
secret postgres-password password
secret redis-password password
secret redis-users.conf redis_users
secret plimsoll-token password

for service in "$@"; do
  case $service in postgresql | redis | server) ;; *)
    say "there is no service '$service'; there are postgresql, redis and server"
    exit 1
    ;;
  esac
  if ! docker image inspect "plimsoll/$service:latest" >/dev/null 2>&1; then
    say "the engine has no plimsoll/$service:latest yet"
    ./plimsoll build "containers/$service.yaml" -o "local://plimsoll/$service:latest"
  fi
done

compose up -d "$@"

waited=0
for service in "$@"; do
  container=plimsoll-$service-secure
  until [ "$(docker inspect --format '{{.State.Health.Status}}' "$container")" = healthy ]; do
    if [ "$waited" -ge "${HEALTHY_SECONDS:-180}" ]; then
      say "$container is not healthy after $waited s; the end of its log:"
      docker logs --tail 20 "$container" >&2
      exit 1
    fi
    sleep 1
    waited=$((waited + 1))
  done
done

echo "healthy:"
images=
for service in "$@"; do
  case $service in
  postgresql) echo "  PostgreSQL  $(compose port postgresql 5432)  user postgres, password in $secrets/postgres-password" ;;
  redis) echo "  Redis       $(compose port redis 6379)  user plimsoll, password in $secrets/redis-password" ;;
  *) echo "  server      $(compose port server 8080)  token in $secrets/plimsoll-token" ;;
  esac
  images="$images local://plimsoll/$service:latest"
done
echo "To end them: docker-compose -f docker-compose.secure.yml down"

minutes=${RESCAN_MINUTES:-60}
while [ "$minutes" != 0 ]; do
  # shellcheck disable=SC2086 # names without blanks
  ./plimsoll gate --no-fail -d security-reports $images
  sleep $((minutes * 60))
done
