package dev.plimsoll.build.patch;

import dev.plimsoll.testkit.DockerDaemon;
import java.nio.file.Path;

/** The programs of an image at work in a real engine: not root, no rights, nothing to write to but memory. */
final class RunningPrograms {
    private static final String WORK = """
            export HOME=/tmp LC_ALL=C
            python3 -c 'import ssl, sqlite3, zlib, ctypes; print("python: " + ssl.OPENSSL_VERSION)'
            java -version 2>&1 | sed 's/^/java: /'
            redis-server --port 0 --unixsocket /tmp/redis.sock --save '' --daemonize yes --dir /tmp >/dev/null
            until redis-cli -s /tmp/redis.sock ping >/dev/null 2>&1; do sleep 0.2; done
            redis-cli -s /tmp/redis.sock set ship sails >/dev/null
            echo "redis: $(redis-cli -s /tmp/redis.sock get ship)"
            mkdir /tmp/nginx
            echo afloat >/tmp/nginx/index.html
            cat >/tmp/nginx.conf <<END
            pid /tmp/nginx.pid;
            error_log stderr;
            events {}
            http {
              access_log off;
              client_body_temp_path /tmp/nginx; proxy_temp_path /tmp/nginx; fastcgi_temp_path /tmp/nginx;
              uwsgi_temp_path /tmp/nginx; scgi_temp_path /tmp/nginx;
              server { listen 127.0.0.1:8080; root /tmp/nginx; }
            }
            END
            nginx -c /tmp/nginx.conf
            echo "nginx: $(python3 -c 'import urllib.request as u; print(u.urlopen("http://127.0.0.1:8080/").read().decode())')"
            bin=/usr/lib/postgresql/15/bin
            $bin/initdb -D /tmp/pg -A trust -U me >/dev/null
            $bin/pg_ctl -D /tmp/pg -o "-k /tmp -c listen_addresses=" -l /tmp/pg.log -w start >/dev/null
            echo "postgresql: $($bin/psql -h /tmp -U me -Atc "create table t as select 'kept' as a; select a from t" postgres | tail -1)"
            id -u
            touch /etc/written 2>/dev/null && echo "root can be written"
            true
            """;

    private RunningPrograms() {}

    /**
     * What they say.
     *
     * @param layout of the image
     * @param name for the engine
     */
    static String say(DockerDaemon docker, Path layout, String name) {
        docker.loadLayout(layout, "1", name);
        return docker.docker(
                "run",
                "--rm",
                "--network=none",
                "--read-only",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--memory=512m",
                "--pids-limit=200",
                "--user=65534:65534",
                "--tmpfs=/tmp:rw,mode=1777",
                name,
                "sh",
                "-ec",
                WORK);
    }
}
