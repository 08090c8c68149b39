/** The functions that a runbook's steps call. Bash 3.2 and any curl of the last years run these. */
export const HELPERS: readonly string[] = String.raw`case "$OIC_HOST" in
  *://*) URL=$OIC_HOST ;;
  *) URL=https://$OIC_HOST ;;
esac
CURRENT=
# Steps of the way back that failed.
FAILED=
ANSWER=$(mktemp)

finish() {
  local status=$?
  rm -f "$ANSWER"
  if [ "$status" -ne 0 ] && [ -n "$CURRENT" ]; then
    printf 'Stopped at step %s. Put it right, then go on with FROM=%s.\n' "$CURRENT" "$CURRENT" >&2
  fi
}
trap finish EXIT

say() {
  printf '%s\n' "$*"
}

# check_from LAST: ends where FROM is no step's number, so that nothing is taken for done that was left out.
check_from() {
  LAST=$1
  case "$FROM" in
    *[!0-9]*) ;;
    *) if [ "$FROM" -ge 1 ] && [ "$FROM" -le "$1" ]; then return; fi ;;
  esac
  printf 'FROM is the number of a step, from 1 to %s.\n' "$1" >&2
  exit 2
}

# step NUMBER TEXT: says what comes; false for the steps before FROM.
step() {
  [ "$1" -ge "$FROM" ] || return 1
  CURRENT=$1
  printf '%s. %s\n' "$1" "$2"
}

# mark: keeps a record of the step that was done, or that OIC has begun, for the way back.
mark() {
  mkdir -p "$BACKUP"
  printf '%s\n' "$CURRENT" >> "$BACKUP/steps-done"
}

# was_done NUMBER…: whether the import did one of these steps; what it did not bring in stays.
was_done() {
  local number
  for number in "$@"; do
    if grep -qx -- "$number" "$BACKUP/steps-done"; then
      return 0
    fi
  done
  say '   not needed: the import did not come that far'
  return 1
}

# by_hand: waits until what the step says is done.
by_hand() {
  printf '   By hand. Press Enter when it is done, Ctrl-C to stop. '
  read -r _
}

# tell_answer: what OIC said, where it said something.
tell_answer() {
  if [ -s "$ANSWER" ]; then
    { cat "$ANSWER"; echo; } >&2
  fi
}

# oic METHOD PATH [curl option…]: one call; the token is on no command line.
oic() {
  local method=$1 path=$2 status
  shift 2
  # Where nothing comes, curl leaves the file as it is.
  : > "$ANSWER"
  status=$(curl --silent --show-error --request "$method" --output "$ANSWER" --write-out '%{http_code}' \
    --header @<(printf 'Authorization: Bearer %s\n' "$OIC_TOKEN") --header 'Accept: application/json' "$@" \
    "$URL/ic/api/integration/v1/$path?integrationInstance=$OIC_INSTANCE")
  case "$status" in
    2*) ;;
    *)
      printf '%s %s: HTTP %s\n' "$method" "$path" "$status" >&2
      tell_answer
      return 1
      ;;
  esac
}

# upload METHOD PATH FILE [FIELD=VALUE…]: the same with a file.
upload() {
  local method=$1 path=$2 file=$3 field
  shift 3
  [ -f "$file" ] || { printf 'There is no file %s.\n' "$file" >&2; return 1; }
  file=$(printf '%s' "$file" | sed 's/["\\]/\\&/g')
  local form=(--form "file=@\"$file\"")
  for field in "$@"; do
    form+=(--form-string "$field")
  done
  oic "$method" "$path" "${'$'}{form[@]}"
}

# save FILE METHOD PATH [curl option…]: keeps the answer.
save() {
  local file=$1
  shift
  mkdir -p "$BACKUP"
  oic "$@"
  cp "$ANSWER" "$BACKUP/$file"
}

# change PATH [curl option…]: activates or deactivates. OIC may answer while it is still about it, so asks until it is done.
change() {
  local path=$1 asked=0
  oic POST "$@" || return 1
  # However long it takes: the way back must know of it.
  if [ "$WAY" = import ]; then mark; fi
  while grep -q '_INPROGRESS"' "$ANSWER"; do
    asked=$((asked + 1))
    if [ "$asked" -gt 120 ]; then
      printf '%s is still in progress.\n' "$path" >&2
      if [ "$WAY" = import ]; then
        if [ "$CURRENT" -lt "$LAST" ]; then
          printf 'Once it is done, go on with FROM=%s.\n' "$((CURRENT + 1))" >&2
        else
          printf 'It was the last step: once it is done, so is the import.\n' >&2
        fi
        CURRENT=
      fi
      return 1
    fi
    sleep "$WAIT"
    oic GET "$path/activationStatus" || return 1
  done
  if grep -q '"FAILEDACTIVATION"' "$ANSWER"; then
    tell_answer
    return 1
  fi
}

# attempt COMMAND…: goes on when it fails; on the way back, the steps that can be done are worth doing.
attempt() {
  local number=$CURRENT
  if ! "$@"; then
    FAILED="$FAILED $number"
    say '   failed; going on'
  fi
}

# end_undo: says which steps are left to do.
end_undo() {
  CURRENT=
  [ -n "$FAILED" ] || { say 'done'; return; }
  printf 'Not all is undone: steps that failed:%s\n' "$FAILED" >&2
  exit 1
}`.split('\n')
