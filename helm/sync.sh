#!/bin/sh
# Copies alert rules and dashboards into the chart, which can read files of its own folder only. A test holds the copies against the originals.
set -eu

cd "$(dirname "$0")/.."
chart=helm/riskcluster/files
rm -rf "$chart"
mkdir -p "$chart/rules" "$chart/dashboards"
# A file of rules begins its groups at the start of a line; a dashboard has panels.
find deploy/prometheus -type f \( -name '*.yaml' -o -name '*.yml' \) -exec grep -l '^groups:' {} + 2> /dev/null | grep -v '[-._]tests\{0,1\}\.' | while read -r file; do cp "$file" "$chart/rules/"; done
find grafana -type f -name '*.json' -not -path '*/node_modules/*' -exec grep -l '"panels"' {} + 2> /dev/null | while read -r file; do cp "$file" "$chart/dashboards/"; done
ls "$chart"/*
