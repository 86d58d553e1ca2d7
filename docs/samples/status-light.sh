#!/bin/sh
# A status light for the corner of a terminal: red in a call, green available, yellow on break, grey otherwise.
# VOCOM_BAR names the program where it is not on the PATH.
"${VOCOM_BAR:-vocom-bar}" --watch --json | while read -r line; do
  case $line in
    *'"call":{'*) colour=31 word='in a call' ;;
    *'"state":"available"'*) colour=32 word='available' ;;
    *'"state":"onBreak"'*) colour=33 word='on break' ;;
    *) colour=90 word='not available' ;;
  esac
  printf '\r\033[K\033[%sm●\033[0m %s' "$colour" "$word"
done
printf '\n'
