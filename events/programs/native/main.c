/*
 * Runs one failing case of the shop, named by the first argument.
 * After a crash the SDK sends the event when the program starts again: argument "send".
 */
#include "stock.h"

#include <sentry.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void start_sentry(void)
{
    sentry_options_t *options = sentry_options_new();
    sentry_options_set_dsn(options, getenv("SENTRY_DSN"));
    sentry_options_set_release(options, "shop@1.4.2");
    sentry_options_set_environment(options, "production");
    sentry_options_set_database_path(options, ".sentry-native");
    sentry_options_set_symbolize_stacktraces(options, 1);
    sentry_init(options);
    sentry_set_tag("server_name", "web-1");
    sentry_remove_context("os"); /* it names the build of the kernel */
}

/* Not static: the SDK finds only the names of exported functions. */
void print_report(const char *const *skus, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        printf("%s: %d\n", skus[i], stock_count(skus[i]));
    }
}

/* A null pointer; the SDK's signal handler sees it. */
void segfault_case(void)
{
    const char *skus[] = { "TEA-01", "CUP-07" };
    sentry_value_t crumb = sentry_value_new_breadcrumb("default", "printing the stock report");
    sentry_value_set_by_key(crumb, "category", sentry_value_new_string("stock"));
    sentry_add_breadcrumb(crumb);
    print_report(skus, 2);
}

int main(int argc, char **argv)
{
    start_sentry();
    if (argc > 1 && strcmp(argv[1], "segfault") == 0) {
        segfault_case();
    }
    sentry_shutdown();
    return 0;
}
