#!/bin/sh
# Proves what eventfix, mvnw and .mvn/find-jdk.sh promise, in a copy of them with made-up JDKs and a made-up
# Maven, under each shell that is here; then what the launcher itself does with a table, as it is built here. No
# network but loopback (unless it has to be built first), and no data outside a temporary folder.
set -eu

project=$(CDPATH='' cd -P -- "$(dirname "$0")/../../../.." && pwd)
scratch=$(mktemp -d)
scratch=$(CDPATH='' cd -P -- "$scratch" && pwd)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

passed=0
failed=0
# A space in every path, because people have them.
copy="$scratch/a project"
jdks="$scratch/made-up jdks"
tools="$scratch/tools"
real_path=$PATH
real_java_home=${JAVA_HOME:-}
HOME="$scratch/some home"
export HOME
unset JAVA_HOME

# PATH without the machine's own JDK.
mkdir -p "$tools" "$HOME"
for tool in awk bash cat chmod dash date dirname find grep ln mkdir mv readlink rm sh sleep tail touch; do
  found=$(command -v "$tool") || continue
  ln -s "$found" "$tools/$tool"
done
PATH=$tools

check() { # what, expected, actual
  if [ "$2" = "$3" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED under %s: %s\n  expected: %s\n  actual:   %s\n' "$shell" "$1" "$2" "$3"
  fi
}

contains() { # what, part, whole
  case $3 in
    *"$2"*) check "$1" yes yes ;;
    *) check "$1" "...$2..." "$3" ;;
  esac
}

jdk() { # folder, version
  mkdir -p "$1/bin"
  printf 'IMPLEMENTOR="x"\nJAVA_VERSION="%s"\n' "$2" >"$1/release"
  cat >"$1/bin/java" <<'END'
#!/bin/sh
for argument; do
  case $argument in
    -XX:ArchiveClassesAtExit=*) echo archive >"${argument#*=}"; exit 0 ;;
  esac
done
home=${0%/bin/java}
printf '%s' "${home##*/}"
while [ "$1" != dev.eventfix.cli.Main ]; do shift; done
shift
for argument; do printf ' [%s]' "$argument"; done
echo
[ "${1-}" != seven ] || exit 7
END
  printf '#!/bin/sh\necho "javac %s"\n' "$2" >"$1/bin/javac"
  chmod +x "$1/bin/java" "$1/bin/javac"
}

new_copy() {
  rm -rf "$copy" "$jdks" "$scratch/system" "$HOME"
  mkdir -p "$copy/.mvn/wrapper" "$copy/shared/src/main/java" "$copy/functions/one/src/main" \
    "$copy/dynamodb-local/src/main" \
    "$copy/cli/src/main" "$copy/cli/src/test" "$jdks" "$scratch/system" "$HOME"
  cat "$project/eventfix" >"$copy/eventfix"
  cat "$project/mvnw" >"$copy/mvnw"
  while IFS= read -r line; do
    case $line in
      eventfix_jdk_root=*) printf "eventfix_jdk_root='%s'\n" "$scratch/system" ;;
      *) printf '%s\n' "$line" ;;
    esac
  done <"$project/.mvn/find-jdk.sh" >"$copy/.mvn/find-jdk.sh"
  for file in pom.xml shared/pom.xml shared/src/main/java/A.java shared/src/main/java/B.java cli/pom.xml; do
    echo x >"$copy/$file"
  done
  # In the place of Maven: notes that it ran, and fails when told to.
  cat >"$copy/.mvn/wrapper/mvnw" <<'END'
root=$(CDPATH='' cd -P -- "${0%/*}" && pwd)
echo "$JAVA_HOME $*" >>"$root/builds"
echo '[INFO] Downloading from central: https://example.org/a.jar'
echo '[INFO] Downloaded from central: https://example.org/a.jar (1 kB at 1 kB/s)'
echo '[INFO] Building eventfix-shared 1.0-SNAPSHOT                    [2/5]'
if [ -f "$root/slow" ]; then sleep "$(cat "$root/slow")"; fi
if [ -f "$root/broken" ]; then echo '[ERROR] A.java: nonsense'; exit 3; fi
mkdir -p "$root/cli/target/eventfix/lib"
END
  chmod +x "$copy/eventfix" "$copy/mvnw"
  find "$copy" -exec touch -t 200001010000 {} +
}

# Sets out, err and status.
run() {
  status=0
  "$shell" "$@" >"$scratch/out" 2>"$scratch/err" </dev/null || status=$?
  out=$(cat "$scratch/out")
  err=$(cat "$scratch/err")
}

builds() {
  count=0
  if [ -f "$copy/builds" ]; then while read -r _; do count=$((count + 1)); done <"$copy/builds"; fi
  echo "$count"
}

await_build() { # number
  tries=0
  while [ "$(builds)" -lt "$1" ] && [ "$tries" -lt 50 ]; do
    sleep 0.1
    tries=$((tries + 1))
  done
}

age() { touch -t 201001010000 "$copy/cli/target/eventfix/.built"; }

choosing_a_jdk() {
  new_copy
  jdk "$scratch/system/usr/lib/jvm/java-17" 17.0.9
  run "$copy/eventfix"
  check 'only 17: exit code' 1 "$status"
  check 'only 17: nothing on standard output' '' "$out"
  contains 'only 17: the sentence' 'eventfix needs a JDK of version 21 to 25' "$err"
  contains 'only 17: what was seen' 'have 17 only' "$err"
  contains 'only 17: what to install' 'openjdk-21-jdk' "$err"
  check 'only 17: one line' 1 "$(grep -c . "$scratch/err")"
  check 'only 17: no build' 0 "$(builds)"
  run "$copy/mvnw" verify
  check 'only 17: mvnw stops too' "1 $err" "$status $(cat "$scratch/err")"

  rm -rf "$scratch/system/usr"
  run "$copy/mvnw" verify
  contains 'no JDK at all' 'have none: install' "$err"

  jdk "$scratch/system/usr/lib/jvm/jre-21" 21.0.1
  rm "$scratch/system/usr/lib/jvm/jre-21/bin/javac"
  run "$copy/mvnw" verify
  contains 'a JRE does not do' 'have 21 without javac only' "$err"

  jdk "$scratch/system/usr/lib/jvm/java-1.8" 1.8.0_392
  jdk "$scratch/system/usr/lib/jvm/java-21" 21.0.4
  jdk "$scratch/system/opt/java/jdk-24" 24
  jdk "$HOME/.sdkman/candidates/java/25.0.1-tem" 25.0.1
  jdk "$HOME/.jdks/ea" 26-ea
  jdk "$scratch/system/usr/lib/jvm/java-25" 25.0.0
  run "$copy/mvnw" verify
  contains 'the newest of 21 to 25' "$HOME/.sdkman/candidates/java/25.0.1-tem verify" "$(cat "$copy/builds")"

  rm "$HOME/.sdkman/candidates/java/25.0.1-tem/release" "$copy/builds"
  run "$copy/mvnw" verify
  contains 'without release file and modules it is no JDK' "java-25 verify" "$(cat "$copy/builds")"
  mkdir "$HOME/.sdkman/candidates/java/25.0.1-tem/lib"
  : >"$HOME/.sdkman/candidates/java/25.0.1-tem/lib/modules"
  rm "$copy/builds"
  run "$copy/mvnw" verify
  contains 'without release file javac is asked' "25.0.1-tem verify" "$(cat "$copy/builds")"

  jdk "$jdks/j 21" 21.0.2
  jdk "$jdks/j 26" 26
  JAVA_HOME="$jdks/j 21" run "$copy/eventfix" a
  check 'a JAVA_HOME that qualifies wins' 'j 21 [a]' "$out"
  contains 'and Maven runs on it' "$jdks/j 21 -B -Dquick" "$(cat "$copy/builds")"
  JAVA_HOME="$jdks/j 26" run "$copy/eventfix" a
  check 'a JAVA_HOME of 26 does not' '25.0.1-tem [a]' "$out"
  JAVA_HOME="$jdks/nowhere" run "$copy/eventfix" a
  check 'a JAVA_HOME that is not there does not' '25.0.1-tem [a]' "$out"

  rm -rf "$scratch/system/usr" "$scratch/system/opt" "$HOME/.sdkman"
  mkdir "$scratch/links"
  ln -s "../made-up jdks/j 21/bin/java" "$scratch/links/java.alternative"
  ln -s "$scratch/links/java.alternative" "$scratch/links/java"
  PATH="$tools:$scratch/links" run "$copy/eventfix" a
  check 'java on PATH, through links' 'j 21 [a]' "$out"
  rm -r "$scratch/links"

  (cd "$jdks" && JAVA_HOME='j 21' "$shell" "$copy/mvnw" verify) >/dev/null
  contains 'a relative JAVA_HOME is made absolute' "$jdks/j 21 verify" "$(tail -n 1 "$copy/builds")"
}

building() {
  new_copy
  jdk "$jdks/j 21" 21.0.2
  export JAVA_HOME="$jdks/j 21"

  run "$copy/eventfix" 'two words' '*' ''
  check 'first use: the answer and nothing else' 'j 21 [two words] [*] []' "$out"
  contains 'first use: said' 'eventfix: first use: building' "$err"
  contains 'first use: the build' '-Dquick -pl cli -am package' "$(cat "$copy/builds")"
  check 'first use: one build' 1 "$(builds)"
  check 'first use: the archive' archive "$(cat "$copy/cli/target/eventfix/eventfix-21.0.2.jsa")"

  age
  run "$copy/eventfix" seven
  check 'then: exit code of the program' 7 "$status"
  check 'then: silence' '' "$err"
  check 'then: no build' 1 "$(builds)"

  touch "$copy/cli/src/test/T.java" "$copy/cli/target/eventfix/lib/x.jar"
  run "$copy/eventfix"
  check 'a test or a target is no source' 1 "$(builds)"
  for source in pom.xml cli/pom.xml shared/src/main/java/A.java functions/one/src/main/new.java \
    dynamodb-local/pom.xml dynamodb-local/src/main/new.java .mvn/jvm.config; do
    age
    find "$copy/functions" "$copy/dynamodb-local" "$copy/.mvn" "$copy/shared" "$copy/cli/src" -exec touch -t 200001010000 {} +
    touch -t 200001010000 "$copy/pom.xml" "$copy/cli/pom.xml"
    before=$(builds)
    touch "$copy/$source"
    run "$copy/eventfix"
    check "newer $source: a build" $((before + 1)) "$(builds)"
  done
  contains 'newer source: said' 'eventfix: sources changed: building again' "$err"
  find "$copy/functions" "$copy/dynamodb-local" "$copy/.mvn" "$copy/shared" "$copy/cli/src" -exec touch -t 200001010000 {} +
  touch -t 200001010000 "$copy/pom.xml" "$copy/cli/pom.xml"
  age
  before=$(builds)
  rm "$copy/shared/src/main/java/B.java"
  run "$copy/eventfix"
  check 'deleted source: a build' $((before + 1)) "$(builds)"

  ln -s "$copy/eventfix" "$scratch/absolute"
  mkdir "$scratch/bin"
  ln -s ../absolute "$scratch/bin/ef"
  run "$scratch/bin/ef" linked
  check 'through links' 'j 21 [linked]' "$out"
  (cd "$copy" && "$shell" eventfix named) >"$scratch/out" 2>&1
  check 'without a slash in its name' 'j 21 [named]' "$(cat "$scratch/out")"
  rm -r "${scratch:?}/bin" "$scratch/absolute"
}

failing() {
  new_copy
  jdk "$jdks/j 21" 21.0.2
  export JAVA_HOME="$jdks/j 21"
  : >"$copy/broken"
  run "$copy/eventfix"
  check 'failing build: exit code' 1 "$status"
  check 'failing build: standard output' '' "$out"
  contains 'failing build: the log' '[ERROR] A.java: nonsense' "$err"
  contains 'failing build: where the log is' "$copy/target/eventfix-build.log" "$err"
  check 'failing build: no lines about downloads' 0 "$(grep -c 'Download' "$scratch/err")"
  rm "$copy/broken"
  run "$copy/eventfix" again
  check 'mended' 'j 21 [again]' "$out"
  check 'lock removed' no "$([ -d "$copy/target/eventfix-build.lock" ] && echo yes || echo no)"
}

together() {
  new_copy
  jdk "$jdks/j 21" 21.0.2
  export JAVA_HOME="$jdks/j 21"
  echo 0.7 >"$copy/slow"
  "$shell" "$copy/eventfix" first >"$scratch/first" 2>"$scratch/first.err" &
  "$shell" "$copy/eventfix" second >"$scratch/second" 2>"$scratch/second.err" &
  wait
  check 'two at once: one build' 1 "$(builds)"
  check 'two at once: both answer' 'j 21 [first] j 21 [second]' "$(cat "$scratch/first") $(cat "$scratch/second")"
  contains 'two at once: one waits' 'waiting for another eventfix' "$(cat "$scratch/first.err" "$scratch/second.err")"
  contains 'progress for each module' 'building: module 2 of 5 (eventfix-shared)' \
    "$(cat "$scratch/first.err" "$scratch/second.err")"

  rm "$copy/cli/target/eventfix/.built" "$copy/slow"
  "$shell" -c 'exit' &
  orphan=$!
  wait
  mkdir "$copy/target/eventfix-build.lock"
  echo "$orphan" >"$copy/target/eventfix-build.lock/pid"
  run "$copy/eventfix" x
  check "a dead process's lock is taken over" 'j 21 [x] 2' "$out $(builds)"

  rm "$copy/cli/target/eventfix/.built"
  echo 5 >"$copy/slow"
  "$shell" "$copy/eventfix" >/dev/null 2>"$scratch/err" &
  launcher=$!
  await_build 3
  kill "$launcher"
  status=0
  wait "$launcher" 2>/dev/null || status=$?
  check 'terminated: exit code' 143 "$status"
  check 'terminated: lock removed' no "$([ -d "$copy/target/eventfix-build.lock" ] && echo yes || echo no)"
  check 'terminated: not taken for built' no "$([ -f "$copy/cli/target/eventfix/.built" ] && echo yes || echo no)"

  echo 1 >"$copy/slow"
  "$shell" "$copy/eventfix" >/dev/null 2>&1 &
  launcher=$!
  await_build 4
  sleep 0.1
  touch "$copy/shared/src/main/java/A.java"
  wait "$launcher"
  rm "$copy/slow"
  run "$copy/eventfix"
  check 'edited during the build: built again' 5 "$(builds)"
}

# Users and permissions as an operator keeps them, with the launcher that is built here.
with_a_table() {
  shell=sh
  PATH=$real_path
  # The made-up ones are no JDKs.
  if [ -n "$real_java_home" ]; then export JAVA_HOME="$real_java_home"; else unset JAVA_HOME; fi
  mkdir -p "$HOME"
  export XDG_DATA_HOME="$HOME/my data"
  # Nothing a developer has in the environment may name another table.
  unset EVENTFIX_TABLE_NAME EVENTFIX_TABLE_ENDPOINT_URL AWS_ENDPOINT_URL_DYNAMODB
  eventfix=$project/eventfix
  "$eventfix" --version >/dev/null

  run "$eventfix" users create --username bob --email bob@example.com --superuser
  check 'create: exit code' 0 "$status"
  contains 'create: said' 'Created bob, a superuser' "$out"
  contains 'first use: the licence' 'has a licence of its own' "$err"
  check 'first use: where the data is' yes "$([ -f "$XDG_DATA_HOME/eventfix/shared-local-instance.db" ] && echo yes)"
  run "$eventfix" permissions add --user bob --permission users.admin
  check 'add' '0 bob now has the permission users.admin. ' "$status $out $err"
  run "$eventfix" add-permission --user bob@example.com --permission users.admin
  check 'add-permission, held' '0 bob@example.com had the permission users.admin already. ' "$status $out $err"
  run "$eventfix" add-permission --user bob --permission users.view --json
  check 'add-permission: exit code' 0 "$status"
  contains 'add-permission: the answer' '"permission":"users.view","added":true' "$out"
  run "$eventfix" users list
  contains 'list' 'bob@example.com  yes                  2' "$out"
  run "$eventfix" permissions remove --user bob --permission other
  check 'remove a permission that is not held' 1 "$status"

  # Served to others, until a signal. A script's background job is the JVM itself.
  "$eventfix" table --port 0 --json >"$scratch/served" 2>"$scratch/served.err" &
  server=$!
  tries=0
  until [ -s "$scratch/served" ] || [ "$tries" -gt 300 ]; do
    sleep 0.1
    tries=$((tries + 1))
  done
  endpoint=$(sed -n 's/.*"endpoint":"\([^"]*\)".*/\1/p' "$scratch/served")
  run "$eventfix" users list --json --endpoint-url "$endpoint"
  contains 'served: list' '"username":"bob","email":"bob@example.com"' "$out"
  run "$eventfix" users list
  check 'served: the folder is in use' 1 "$status"
  contains 'served: said' "is in use by process $server, which serves it at $endpoint" "$err"
  kill "$server"
  status=0
  wait "$server" || status=$?
  check 'served: ends well' 0 "$status"

  run "$eventfix" users remove --username bob
  check 'remove: exit code' 0 "$status"
  run "$eventfix" users list
  check 'all removed' '0 There is no user yet: users create makes one. ' "$status $out $err"
}

for shell in dash bash; do
  command -v "$shell" >/dev/null || continue
  unset JAVA_HOME
  choosing_a_jdk
  building
  failing
  together
done
with_a_table
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
