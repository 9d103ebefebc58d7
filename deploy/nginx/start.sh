#!/bin/sh
# Writes the names of this machine into nginx.conf and becomes nginx.
set -eu
umask 077
envsubst '${ISSUER} ${LISTEN_ADDRESS} ${HEALTH_ADDRESS} ${PROXY_ADDRESS} ${NODE_1} ${NODE_2} ${TLS_CERTIFICATE} ${TLS_KEY} ${PAGES} ${RUN_DIR}' \
  < "$(dirname "$0")/nginx.conf" > "$RUN_DIR/nginx.conf"
exec nginx -c "$RUN_DIR/nginx.conf" -g 'daemon off;'
