#!/bin/sh
# Restores a backup into an empty database and proves the result: hash chains, replay of every stream, and a signed checkpoint where there is one.
#   deploy/restore.sh FILE JOURNAL [CHECKPOINT PUBLIC_KEY]
# JOURNAL is sqlite:PATH or postgres:CONNECTION and must be empty. Stop every server of the old database first. Keys that were revoked after the backup live again: revoke them anew.
set -eu

[ $# -eq 2 ] || [ $# -eq 4 ] || { echo "usage: $0 FILE JOURNAL [CHECKPOINT PUBLIC_KEY]" >&2; exit 2; }
riskcluster=${RISKCLUSTER:-riskcluster}
file=$1
journal=$2
shift 2
if [ $# -eq 2 ]; then set -- --checkpoint "$1" --key "$2"; fi

"$riskcluster" journal restore --from "$file" --journal "$journal" "$@"
"$riskcluster" journal verify --journal "$journal" "$@"
