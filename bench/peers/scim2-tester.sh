#!/usr/bin/env bash
# scim2-tester (PyPI) in a virtual environment of its own, against our server: npm run build comes first.
set -euo pipefail
cd "$(dirname "$0")"
venv=${SCIM2_TESTER_VENV:-../../.scimulate/scim2-tester}
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement requirements.txt

if [ -z "${SCIM_BASE_URL:-}" ]; then
  ready=$(mktemp)
  node ../../dist/cli/main.js server --port 0 --ready-json >"$ready" 2>/dev/null &
  server=$!
  trap 'kill "$server"; rm -f "$ready"' EXIT
  until [ -s "$ready" ]; do kill -0 "$server" && sleep 0.2; done
  read -r SCIM_BASE_URL SCIM_TOKEN < <(node -p \
    'const {scim} = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")); `${scim.baseUrl} ${scim.token}`' "$ready")
  export SCIM_BASE_URL SCIM_TOKEN
fi
"$venv/bin/python" scim2_tester_report.py
