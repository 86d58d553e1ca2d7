#!/bin/sh
# Presses a button of Vocom Bar over HTTP: press.sh call.hangUp, press.sh break.start Lunch
# The token (scope control, and dial for call.dial) is in ~/.config/vocom-bar-token, which only you should be able to read.
folder=${VOCOM_BAR_DATA:-$HOME/.config/Vocom Bar}
token=${VOCOM_BAR_TOKEN_FILE:-$HOME/.config/vocom-bar-token}
address=$(sed -n 's/.*"address":"\([^"]*\)".*/\1/p' "$folder/door-http.json")
body='{}'
[ $# -lt 2 ] || body="{\"argument\":\"$2\"}"
# The token goes through a pipe, because every user of the computer can read the words of a command.
printf 'Authorization: Bearer %s\n' "$(cat "$token")" |
  curl --silent --show-error --fail-with-body --header @- --json "$body" "$address/v1/commands/$1"
