<?php

declare(strict_types=1);

namespace Shop;

use Monolog\Logger;
use Sentry\Monolog\Handler;
use Sentry\SentrySdk;

/** Labels for parcels. */
final class Labels
{
    private Logger $log;

    public function __construct()
    {
        $this->log = new Logger('labels', [new Handler(SentrySdk::getCurrentHub(), fillExtraContext: true)]);
    }

    public function print(int $order, string $mail): void
    {
        $this->log->error('no label for order {order} of {mail}', ['order' => $order, 'mail' => $mail]);
    }
}
