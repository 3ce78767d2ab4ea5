#!/bin/sh
# Backs a journal up, proves the backup by restoring it into a file of its own, and keeps the newest KEEP of them.
#   deploy/backup.sh JOURNAL FOLDER [KEEP]
# JOURNAL is sqlite:PATH or postgres:CONNECTION; KEEP is 14 when not said. Servers go on meanwhile. Exit code 0: the newest file in FOLDER restores.
set -eu

[ $# -ge 2 ] || { echo "usage: $0 JOURNAL FOLDER [KEEP]" >&2; exit 2; }
journal=$1
folder=$2
keep=${3:-14}
case $keep in '' | *[!0-9]* | 0) echo "$0: KEEP is a number of 1 or more" >&2; exit 2 ;; esac
riskcluster=${RISKCLUSTER:-riskcluster}

umask 077
mkdir -p "$folder"
file="$folder/riskcluster-$(date -u +%Y%m%dT%H%M%SZ).backup"
[ ! -e "$file" ] || { echo "$0: $file is there already" >&2; exit 2; }
proof=$(mktemp -d)
trap 'rm -rf "$proof" "$file.unproven"' EXIT

"$riskcluster" journal backup --journal "$journal" --to "$file.unproven"
"$riskcluster" journal restore --from "$file.unproven" --journal "sqlite:$proof/journal.sqlite"
"$riskcluster" journal verify --journal "sqlite:$proof/journal.sqlite"
mv "$file.unproven" "$file"

# Names rise with time, so the first of them are the oldest.
set -- "$folder"/riskcluster-*.backup
while [ $# -gt "$keep" ]; do
  rm -- "$1"
  shift
done
echo "$file"
