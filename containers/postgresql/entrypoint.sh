#!/bin/sh
# Starts PostgreSQL with a database in a volume, which it makes there if the volume is empty. Needs nothing but a shell of POSIX,
# initdb and postgres.
#
#   POSTGRES_PASSWORD_FILE  a file whose first line is the password; without it nothing starts (/run/secrets/postgres-password)
#   POSTGRES_USER           the database's first user, its superuser (postgres)
#   PGVOLUME                where the volume is mounted (/var/lib/postgresql/data)
#
# Arguments go to postgres.
set -eu
umask 077

say() { echo "plimsoll-postgresql: $*" >&2; }
fail() {
  say "$*"
  exit 1
}

volume=${PGVOLUME:-/var/lib/postgresql/data}
user=${POSTGRES_USER:-postgres}
secret=${POSTGRES_PASSWORD_FILE:-/run/secrets/postgres-password}

while read -r key uid _; do
  if [ "$key" = Uid: ]; then break; fi
done </proc/self/status
if [ "$uid" = 0 ]; then fail "this does not run as root; start the image as the user that it names"; fi

if [ ! -r "$secret" ] || [ ! -f "$secret" ]; then
  fail "there is no password: mount a file with it at $secret, readable by user $uid, or say in POSTGRES_PASSWORD_FILE where it is"
fi
password=
IFS= read -r password <"$secret" || :
if [ -z "$password" ]; then fail "the first line of $secret is empty; it must be the password"; fi
unset password

# Where distributions put the server's programs.
for directory in /usr/lib/postgresql/*/bin /usr/libexec/postgresql*; do
  if [ -x "$directory/postgres" ]; then PATH=$directory:$PATH; fi
done
export PATH
command -v initdb >/dev/null || fail "initdb is not in $PATH"

# A database has a folder of its own, and in it, once all of it is on the disk, a file that says so. What an end in the middle left
# behind never gets that file: the next start begins anew beside it.
done_mark=plimsoll-complete
data=
if [ -f "$volume/PG_VERSION" ]; then
  data=$volume # made by another image
else
  unknown=
  interrupted=
  number=1
  for entry in "$volume"/* "$volume"/.[!.]*; do
    case $entry in
    "$volume"/'*' | "$volume"/'.[!.]*' | "$volume"/lost+found) ;;
    "$volume"/database-*)
      if [ ! -f "$entry/$done_mark" ]; then
        interrupted="$interrupted $entry"
      elif [ -z "$data" ]; then
        data=$entry
      else
        fail "the volume has two databases, $data and $entry: keep the one that you want"
      fi
      ;;
    *) unknown="$unknown $entry" ;;
    esac
  done
  if [ -n "$interrupted" ]; then
    say "making a database was interrupted before; its remains can be deleted:$interrupted"
  fi
  if [ -z "$data" ]; then
    if [ -n "$unknown" ]; then fail "the volume $volume is neither empty nor a database:$unknown"; fi
    while [ -e "$volume/database-$number" ]; do number=$((number + 1)); done
    new=$volume/database-$number
    say "the volume is empty: making a database in $new"
    initdb --pgdata="$new" --username="$user" --pwfile="$secret" --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 >&2
    echo 'host all all all scram-sha-256' >>"$new/pg_hba.conf"
    : >"$new/$done_mark"
    initdb --sync-only --pgdata="$new" >&2
    data=$new
  fi
fi

# Sockets lie with the data: nothing else can be written to.
exec postgres -D "$data" \
  -c listen_addresses='*' \
  -c unix_socket_directories="$data" \
  -c password_encryption=scram-sha-256 \
  -c logging_collector=off \
  "$@"
