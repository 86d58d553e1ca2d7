"""Logs the calls that have ended: log_calls.py calls.csv, with VOCOM_BAR_URL and VOCOM_BAR_TOKEN (scope watch)."""
import csv, json, os, sys, urllib.request

request = urllib.request.Request(
    os.environ["VOCOM_BAR_URL"] + "/v1/events",
    headers={"Authorization": "Bearer " + os.environ["VOCOM_BAR_TOKEN"]},
)
known = {}
with urllib.request.urlopen(request) as events, open(sys.argv[1], "a", newline="") as file:
    log = csv.writer(file)
    for line in events:
        if not line.startswith(b"data: "):
            continue
        calls = {call["id"]: call for call in json.loads(line[6:])["calls"] if call["id"]}
        for call_id in known.keys() - calls.keys():
            call = known[call_id]
            log.writerow([call["startedAt"], call["direction"], call["number"], call_id])
            file.flush()
        known = calls
