#!/bin/bash
# Case "bash": a backup script that stops at a failing command; the hook of sentry-cli reports it.
set -e
eval "$(sentry-cli bash-hook --no-environ --cli sentry-cli --release shop@1.4.2)"

store_backup() {
    local target="$1"
    echo "storing the backup in $target"
    cp /home/alice/shop/orders.db "$target/orders.db"
}

run_backup() {
    store_backup /srv/shop/backup
}

run_backup
