// The page in React's components, with the SDK's boundary around them.
import * as Sentry from "@sentry/react";
import { createElement, useMemo } from "react";

const articles = [{ sku: "TEA-01", price: { cents: 1290 } }, { sku: "CUP-07" }];

function Price({ article }) {
  const euros = useMemo(() => (article.price.cents / 100).toFixed(2), [article]);
  return createElement("b", null, euros);
}

function Articles() {
  const prices = articles.map((article) => createElement(Price, { article, key: article.sku }));
  return createElement("p", null, prices);
}

export function Shop() {
  return createElement(Sentry.ErrorBoundary, { fallback: "sorry" }, createElement(Articles));
}
