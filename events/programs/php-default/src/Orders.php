<?php

declare(strict_types=1);

namespace Shop;

use GuzzleHttp\Psr7\Uri;
use PDO;
use PDOException;
use RuntimeException;

/** The orders. */
final class Orders
{
    private const PRICES = ['TEA-01' => 1290];

    public function import(string $text): int
    {
        return json_decode($text, true, 512, JSON_THROW_ON_ERROR)['id'];
    }

    public function address(string $text): string
    {
        return (string) new Uri($text);
    }

    public function totals(array $articles): int
    {
        return array_sum(array_map(fn (string $sku) => self::PRICES[$sku], $articles));
    }

    public function count(string $mail): int
    {
        try {
            $query = $this->database()->prepare('SELECT count(*) FROM shop_order WHERE mail = ?');
            $query->execute([$mail]);
            return (int) $query->fetchColumn();
        } catch (PDOException $exception) {
            throw new RuntimeException('cannot count orders', 3, $exception);
        }
    }

    private function database(): PDO
    {
        return new PDO('sqlite::memory:');
    }
}
