"""Runs scim2-tester against a SCIM server: SCIM_BASE_URL and SCIM_TOKEN say which. Exit code 1 on findings."""

import collections
import os
import sys

from httpx2 import Client
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import Status, check_server

HARMLESS = {Status.SUCCESS, Status.COMPLIANT, Status.ACCEPTABLE, Status.SKIPPED}


def main() -> int:
    headers = {"Authorization": f"Bearer {os.environ['SCIM_TOKEN']}"}
    with Client(base_url=os.environ["SCIM_BASE_URL"], headers=headers, timeout=30) as http:
        results = check_server(SyncSCIMClient(http))
    for result in results:
        if result.status is not Status.SUCCESS:
            print(f"{result.status.name:10} {result.title} {result.resource_type or ''}: {result.reason}")
    counts = collections.Counter(result.status.name for result in results)
    print(", ".join(f"{count} {name}" for name, count in sorted(counts.items())))
    return 0 if all(result.status in HARMLESS for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
