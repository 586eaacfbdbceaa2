#!/bin/bash
# Case "message": a message with arguments and a log file, without any exception.
set -e
cat > backup.log <<'LOG'
2025-11-20 02:00:01 INFO backup started
2025-11-20 02:00:07 INFO connected to 10.20.0.15
2025-11-20 02:00:09 WARN disk of the backup server is nearly full
LOG
sentry-cli send-event --no-environ \
    --release shop@1.4.2 --env production --level error --logfile backup.log \
    --message 'backup of %s needs %s MB, only %s MB are free' \
    --message-arg orders --message-arg 5210 --message-arg 812 \
    --tag job:backup --user 'id:42' --user 'email:maria.huber@example.com' \
    --fingerprint backup-disk-full
