<?php
// Runs one failing case of the shop, named by the first argument. The SDK knows its DSN, and nothing else.

declare(strict_types=1);

require __DIR__ . '/../vendor/autoload.php';

use Shop\Labels;
use Shop\Orders;

Sentry\init(['dsn' => getenv('SENTRY_DSN')]);

switch ($argv[1]) {
    case 'json':
        // The engine's JSON parser throws; nobody handles it.
        (new Orders())->import('{"id": 77, "mail": "franz.mayr@example.com",}');
        break;
    case 'vendor':
        // A library refuses what it was given; nobody handles it.
        (new Orders())->address('http://:80/orders');
        break;
    case 'warning':
        // A warning of the engine's, in a function that the engine calls.
        (new Orders())->totals(['TEA-01', 'CUP-07']);
        break;
    case 'pdo':
        // The database has no such table; the exception's code is a text.
        try {
            (new Orders())->count('maria.huber@example.com');
        } catch (RuntimeException $exception) {
            Sentry\captureException($exception);
        }
        break;
    case 'log':
        // A message with the places of PSR-3, which Monolog passes on.
        (new Labels())->print(5521, 'maria.huber@example.com');
        break;
    default:
        exit("no case $argv[1]");
}
