# shellcheck shell=sh
# Sourced by mvnw and eventfix: sets and exports JAVA_HOME, so that both run on one JDK, and sets
# eventfix_java_version to its version.
# A JAVA_HOME that qualifies wins, because whoever sets it means it; otherwise the newest JDK does.
# Versions are read from the release files: starting a JVM for each candidate would take seconds.

eventfix_jdk_oldest=21
eventfix_jdk_newest=25
# The test of the launcher puts folders of its own in front of the system's.
eventfix_jdk_root=''
eventfix_jdk_home=''
eventfix_jdk_rank=0
eventfix_jdk_unfit=''

# Sets eventfix_jdk_version, empty when the folder is no Java installation.
eventfix_jdk_read() {
  eventfix_jdk_version=''
  if [ -f "$1/release" ] && [ -r "$1/release" ]; then
    while IFS= read -r eventfix_jdk_line || [ -n "$eventfix_jdk_line" ]; do
      case $eventfix_jdk_line in
        JAVA_VERSION=*)
          eventfix_jdk_version=${eventfix_jdk_line#*=}
          break
          ;;
      esac
    done <"$1/release"
  elif [ -f "$1/lib/modules" ] && [ -x "$1/bin/javac" ]; then
    # lib/modules tells a JDK from macOS's /usr/bin/javac, which opens a window when no JDK is there.
    eventfix_jdk_version=$("$1/bin/javac" -version 2>&1) || eventfix_jdk_version=''
    eventfix_jdk_version=${eventfix_jdk_version##*javac }
  fi
  eventfix_jdk_version=${eventfix_jdk_version#\"}
  eventfix_jdk_version=${eventfix_jdk_version%%[!0-9.]*}
}

# Keeps the folder when it is a JDK that qualifies and newer than the one kept so far.
# Its second and later arguments are the parts of the version.
eventfix_jdk_rate() {
  eventfix_jdk_folder=$1
  eventfix_jdk_major=${2:-0}
  [ "$eventfix_jdk_major" != 1 ] || eventfix_jdk_major=${3:-0}
  eventfix_jdk_note=$eventfix_jdk_major
  [ -x "$eventfix_jdk_folder/bin/javac" ] || eventfix_jdk_note="$eventfix_jdk_major without javac"
  if [ "$eventfix_jdk_note" = "$eventfix_jdk_major" ] &&
    [ "$eventfix_jdk_major" -ge "$eventfix_jdk_oldest" ] &&
    [ "$eventfix_jdk_major" -le "$eventfix_jdk_newest" ]; then
    eventfix_jdk_this=$((((eventfix_jdk_major * 10 + ${3:-0}) * 1000 + ${4:-0}) * 100 + ${5:-0}))
    if [ "$eventfix_jdk_this" -gt "$eventfix_jdk_rank" ]; then
      eventfix_jdk_rank=$eventfix_jdk_this
      eventfix_jdk_home=$eventfix_jdk_folder
      # shellcheck disable=SC2034 # for the launcher
      eventfix_java_version=$eventfix_jdk_version
    fi
  else
    case ", $eventfix_jdk_unfit," in
      *", $eventfix_jdk_note,"*) ;;
      *) eventfix_jdk_unfit="${eventfix_jdk_unfit:+$eventfix_jdk_unfit, }$eventfix_jdk_note" ;;
    esac
  fi
}

eventfix_jdk_consider() {
  for eventfix_jdk_folder; do
    [ -d "$eventfix_jdk_folder/bin" ] || continue
    eventfix_jdk_read "$eventfix_jdk_folder"
    [ -n "$eventfix_jdk_version" ] || continue
    eventfix_jdk_split=${IFS-unset}
    IFS=.
    # shellcheck disable=SC2086 # splitting at the dots is the purpose
    set -- $eventfix_jdk_version
    if [ "$eventfix_jdk_split" = unset ]; then unset IFS; else IFS=$eventfix_jdk_split; fi
    eventfix_jdk_rate "$eventfix_jdk_folder" "$@"
  done
}

# The command on PATH is often a chain of links (update-alternatives), so its folder alone says nothing.
eventfix_jdk_consider_command() {
  eventfix_jdk_file=$(command -v "$1") || return 0
  while [ -h "$eventfix_jdk_file" ]; do
    eventfix_jdk_link=$(readlink "$eventfix_jdk_file") || return 0
    case $eventfix_jdk_link in
      /*) eventfix_jdk_file=$eventfix_jdk_link ;;
      *) eventfix_jdk_file=${eventfix_jdk_file%/*}/$eventfix_jdk_link ;;
    esac
  done
  case $eventfix_jdk_file in
    */bin/*) eventfix_jdk_consider "${eventfix_jdk_file%/bin/*}" ;;
  esac
}

if [ -n "${JAVA_HOME-}" ]; then
  eventfix_jdk_consider "$JAVA_HOME"
fi
if [ -z "$eventfix_jdk_home" ]; then
  eventfix_jdk_consider_command javac
  eventfix_jdk_consider_command java
  eventfix_jdk_consider \
    "$eventfix_jdk_root"/usr/lib/jvm/* \
    "$eventfix_jdk_root"/usr/java/* \
    "$eventfix_jdk_root"/usr/local/*jdk* \
    "$eventfix_jdk_root"/opt/java/* \
    "$eventfix_jdk_root"/opt/*jdk* \
    "${HOME-}"/.sdkman/candidates/java/* \
    "${HOME-}"/.jdks/* \
    "${HOME-}"/.asdf/installs/java/* \
    "${HOME-}"/.local/share/mise/installs/java/* \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$eventfix_jdk_root"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$eventfix_jdk_root"/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$eventfix_jdk_root"/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$eventfix_jdk_root"/home/linuxbrew/.linuxbrew/opt/openjdk*/libexec
fi
if [ -z "$eventfix_jdk_home" ]; then
  printf '%s\n' "eventfix needs a JDK of version $eventfix_jdk_oldest to $eventfix_jdk_newest, but\
 JAVA_HOME, PATH and the usual folders have ${eventfix_jdk_unfit:-none}${eventfix_jdk_unfit:+ only}: install\
 one, for example with 'apt-get install openjdk-21-jdk', 'brew install openjdk@21' or from\
 https://adoptium.net, or set JAVA_HOME to one." >&2
  exit 1
fi
case $eventfix_jdk_home in
  /*) JAVA_HOME=$eventfix_jdk_home ;;
  *) JAVA_HOME=$PWD/$eventfix_jdk_home ;;
esac
export JAVA_HOME
unset -f eventfix_jdk_read eventfix_jdk_rate eventfix_jdk_consider eventfix_jdk_consider_command
unset eventfix_jdk_oldest eventfix_jdk_newest eventfix_jdk_root eventfix_jdk_home eventfix_jdk_rank \
  eventfix_jdk_unfit eventfix_jdk_version eventfix_jdk_line eventfix_jdk_folder eventfix_jdk_major \
  eventfix_jdk_note eventfix_jdk_this eventfix_jdk_split eventfix_jdk_file eventfix_jdk_link
