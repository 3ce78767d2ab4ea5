#!/bin/sh
# Makes the secrets that compose.yaml names, once: a password of the database, one of Grafana's, and the pepper from which all keys follow. What is there stays.
set -eu

cd "$(dirname "$0")"
random() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

# The folder keeps others out; the files are read by the containers' own users.
mkdir -p secrets
chmod 700 secrets
for name in postgres-password grafana-password; do
  [ -e "secrets/$name" ] || random > "secrets/$name"
done
printf 'postgres:5432:*:riskcluster:%s\n' "$(cat secrets/postgres-password)" > secrets/pgpass
chmod 444 secrets/*

if [ ! -e .env ]; then
  (umask 077 && printf 'RISKCLUSTER_PEPPER=%s\n' "$(random)" > .env)
fi
echo "deploy/secrets and deploy/.env are there; keep a copy of .env: without its pepper all keys are void"
