package dev.eventfix.event;

import static dev.eventfix.event.TokenFormat.AFTER_HEX;
import static dev.eventfix.event.TokenFormat.AFTER_NAME;
import static dev.eventfix.event.TokenFormat.AFTER_NUMBER;
import static dev.eventfix.event.TokenFormat.DIGIT;
import static dev.eventfix.event.TokenFormat.DIGITS;
import static dev.eventfix.event.TokenFormat.DISCORD;
import static dev.eventfix.event.TokenFormat.DOT;
import static dev.eventfix.event.TokenFormat.EXACT;
import static dev.eventfix.event.TokenFormat.HEX;
import static dev.eventfix.event.TokenFormat.RANDOM;
import static dev.eventfix.event.TokenFormat.STRICT;
import static dev.eventfix.event.TokenFormat.UNBROKEN;
import static dev.eventfix.event.TokenFormat.UPPER;
import static dev.eventfix.event.TokenFormat.UUID;

import java.util.Arrays;

/** Secrets that are known by their own look. Every method gives the index after it, or -1. */
final class KnownTokens {

  /** A shorter part is no part of a JSON Web Token. */
  private static final int MIN_JWT_PART = 10;

  /** Longest label of a PEM block, in characters. */
  private static final int MAX_PEM_LABEL = 64;

  /** Hex digits of a Twilio identifier or authentication token. */
  private static final int TWILIO_HEX = 32;

  /** What may stand between a Twilio account's identifier and its authentication token. */
  private static final int MAX_TWILIO_GAP = 5;

  /** Characters of base64 of a key of 64 bytes before its two equals signs. */
  private static final int AZURE_BASE64 = 86;

  /** Fewest and most characters of a client secret of Microsoft Entra ID. */
  private static final int MIN_ENTRA = 34;

  private static final int MAX_ENTRA = 42;

  private static final String PEM_DASHES = "-----";

  /** How many places {@link #index} tells apart, a power of two. */
  static final int INDEX_SIZE = 1 << 10;

  /** What a run of letters and digits is parted by in base64 for URLs. */
  private static final String URL64 = "_-";

  /** The same with the separators of signed and structured tokens. */
  private static final String DOTTED = "_-.";

  private static final String BASE64 = "+/=";

  /**
   * The published formats of tokens, one a row; where one prefix begins another's, the longer one
   * first. Lengths are lower than documented where a prefix cannot be mistaken: texts cut tokens.
   */
  private static final TokenFormat[] FORMATS = {
    // Amazon Web Services, with keys of Bedrock and session tokens
    of(SecretKind.AWS_KEY, "AKIA", 16, "", EXACT | UPPER),
    of(SecretKind.AWS_KEY, "ASIA", 16, "", EXACT | UPPER),
    of(SecretKind.AWS_KEY, "ABIA", 16, "", EXACT | UPPER),
    of(SecretKind.AWS_KEY, "ACCA", 16, "", EXACT | UPPER),
    of(SecretKind.AWS_KEY, "A3T", 17, "", EXACT | UPPER | DIGIT),
    of(SecretKind.AWS_KEY, "ABSK", 60, BASE64, RANDOM),
    of(SecretKind.AWS_KEY, "bedrock-api-key-", 30, BASE64, RANDOM),
    of(SecretKind.AWS_KEY, "IQoJb3JpZ2lu", 30, "+/=%", 0),
    of(SecretKind.AWS_KEY, "FwoGZXIvYXdz", 30, "+/=%", 0),
    // GitHub
    of(SecretKind.GITHUB_TOKEN, "ghp_", 36, "_", 0),
    of(SecretKind.GITHUB_TOKEN, "gho_", 36, "_", 0),
    of(SecretKind.GITHUB_TOKEN, "ghu_", 36, "_", 0),
    of(SecretKind.GITHUB_TOKEN, "ghs_", 36, DOTTED, 0),
    of(SecretKind.GITHUB_TOKEN, "ghr_", 36, "_", 0),
    of(SecretKind.GITHUB_TOKEN, "github_pat_", 36, "_", 0),
    // Slack
    of(SecretKind.SLACK_TOKEN, "xoxa-", 10, "-", 0),
    of(SecretKind.SLACK_TOKEN, "xoxb-", 10, "-", 0),
    of(SecretKind.SLACK_TOKEN, "xoxc-", 10, "-", 0),
    of(SecretKind.SLACK_TOKEN, "xoxd-", 10, "-%/+=", 0),
    of(SecretKind.SLACK_TOKEN, "xoxe-", 10, "-", 0),
    of(SecretKind.SLACK_TOKEN, "xoxe.xox", 10, "-", 0),
    of(SecretKind.SLACK_TOKEN, "xoxo-", 10, "-", 0),
    of(SecretKind.SLACK_TOKEN, "xoxp-", 10, "-", 0),
    of(SecretKind.SLACK_TOKEN, "xoxr-", 10, "-", 0),
    of(SecretKind.SLACK_TOKEN, "xoxs-", 10, "-", 0),
    of(SecretKind.SLACK_TOKEN, "xapp-", 10, "-", 0),
    of(SecretKind.SLACK_TOKEN, "xwfp-", 10, "-", 0),
    // Stripe, and others that took over its prefixes: Clerk, Paystack, Highnote
    of(SecretKind.STRIPE_KEY, "sk_live_", 16, "", 0),
    of(SecretKind.STRIPE_KEY, "sk_test_", 16, "", 0),
    of(SecretKind.STRIPE_KEY, "sk_prod_", 16, "", 0),
    of(SecretKind.STRIPE_KEY, "sk_org_live_", 16, "", 0),
    of(SecretKind.STRIPE_KEY, "sk_org_test_", 16, "", 0),
    of(SecretKind.STRIPE_KEY, "rk_live_", 16, "", 0),
    of(SecretKind.STRIPE_KEY, "rk_test_", 16, "", 0),
    of(SecretKind.STRIPE_KEY, "rk_prod_", 16, "", 0),
    of(SecretKind.STRIPE_KEY, "whsec_", 16, BASE64, 0),
    // Google
    of(SecretKind.GOOGLE_KEY, "AIza", 35, URL64, 0),
    of(SecretKind.GOOGLE_KEY, "GOCSPX-", 20, URL64, 0),
    of(SecretKind.GOOGLE_KEY, "ya29.", 20, DOTTED, 0),
    of(SecretKind.GOOGLE_KEY, "1//0", 30, URL64, STRICT),
    // Anthropic, Langfuse and OpenRouter, whose prefixes begin with OpenAI's
    of(SecretKind.ANTHROPIC_KEY, "sk-ant-", 20, URL64, DIGIT | UNBROKEN),
    key("sk-lf-", 36, "-", EXACT | UUID),
    key("sk-or-", 32, "-", RANDOM),
    of(SecretKind.OPENAI_KEY, "sk-", 20, URL64, DIGIT | UNBROKEN),
    // GitLab
    of(SecretKind.GITLAB_TOKEN, "glpat-", 16, DOTTED, 0),
    of(SecretKind.GITLAB_TOKEN, "gloas-", 16, DOTTED, 0),
    of(SecretKind.GITLAB_TOKEN, "gldt-", 16, DOTTED, 0),
    of(SecretKind.GITLAB_TOKEN, "glrt-", 16, DOTTED, 0),
    of(SecretKind.GITLAB_TOKEN, "glrtr-", 16, DOTTED, 0),
    of(SecretKind.GITLAB_TOKEN, "glcbt-", 16, DOTTED, 0),
    of(SecretKind.GITLAB_TOKEN, "glptt-", 16, DOTTED, 0),
    of(SecretKind.GITLAB_TOKEN, "glft-", 16, DOTTED, 0),
    of(SecretKind.GITLAB_TOKEN, "glimt-", 16, DOTTED, 0),
    of(SecretKind.GITLAB_TOKEN, "glagent-", 16, DOTTED, 0),
    of(SecretKind.GITLAB_TOKEN, "glwt-", 16, DOTTED, 0),
    of(SecretKind.GITLAB_TOKEN, "glsoat-", 16, DOTTED, 0),
    of(SecretKind.GITLAB_TOKEN, "glffct-", 16, DOTTED, 0),
    of(SecretKind.GITLAB_TOKEN, "GR1348941", 20, URL64, 0),
    // npm, PyPI, Twilio, SendGrid
    of(SecretKind.NPM_TOKEN, "npm_", 36, "", 0),
    of(SecretKind.PYPI_TOKEN, "pypi-AgE", 50, URL64, 0),
    of(SecretKind.TWILIO_KEY, "AC", TWILIO_HEX, "", EXACT | HEX),
    of(SecretKind.TWILIO_KEY, "SK", TWILIO_HEX, "", EXACT | HEX),
    of(SecretKind.SENDGRID_KEY, "SG.", 50, DOTTED, DOT),
    // Clouds, hosting and infrastructure
    key("dop_v1_", 32, "", HEX), // DigitalOcean
    key("doo_v1_", 32, "", HEX),
    key("dor_v1_", 32, "", HEX),
    key("v1.0-", 100, "-", HEX), // Cloudflare
    key("cfut_", 30, URL64, RANDOM),
    key("cfat_", 30, URL64, RANDOM),
    key("cfk_", 30, URL64, RANDOM),
    key("LTAI", 12, "", STRICT), // Alibaba Cloud
    key("AKID", 13, "", STRICT), // Tencent Cloud
    key("AKLT", 20, URL64, STRICT), // Volcano Engine
    key("AQVN", 30, URL64, STRICT), // Yandex Cloud
    key("YCA", 30, URL64, STRICT),
    key("t1.", 80, "_-.=", DOT | STRICT),
    key("y0_", 30, URL64, STRICT),
    key("HRKU-", 30, URL64, RANDOM), // Heroku
    key("fo1_", 20, URL64, RANDOM), // Fly.io
    key("fm1r_", 40, "+/=_-,", RANDOM),
    key("fm1a_", 40, "+/=_-,", RANDOM),
    key("fm2_", 40, "+/=_-,", RANDOM),
    key("rnd_", 28, "", STRICT), // Render
    key("nfp_", 30, "", RANDOM), // Netlify
    key("nfc_", 30, "", RANDOM),
    key("nfo_", 30, "", RANDOM),
    key("nfu_", 30, "", RANDOM),
    key("nfb_", 30, "", RANDOM),
    key("vercel_blob_rw_", 20, "_", RANDOM), // Vercel
    key("vcp_", 20, "", RANDOM),
    key("vci_", 20, "", RANDOM),
    key("vca_", 20, "", RANDOM),
    key("vcr_", 20, "", RANDOM),
    key("vck_", 20, "", RANDOM),
    key("tk-us-", 40, URL64, STRICT), // Scalingo
    key("ucat_", 20, "", RANDOM), // UpCloud
    key("sha256~", 40, URL64, STRICT), // OpenShift
    key("tskey-", 20, "-", RANDOM), // Tailscale
    key("dnkey-", 40, "_-=", RANDOM), // Defined Networking
    key("hvs.", 20, URL64, RANDOM), // HashiCorp Vault
    key("hvb.", 20, URL64, RANDOM),
    key("hvr.", 20, URL64, RANDOM),
    key("s.", 24, "", EXACT | STRICT),
    key("atlasv1.", 40, "_-=", RANDOM | AFTER_NAME), // HCP Terraform
    key("pul-", 40, "", EXACT | HEX), // Pulumi
    key("ico-", 32, "", EXACT | STRICT), // Infracost
    key("dp.pt.", 30, DOTTED, RANDOM), // Doppler
    key("dp.st.", 30, DOTTED, RANDOM),
    key("dp.ct.", 30, DOTTED, RANDOM),
    key("dp.sa.", 30, DOTTED, RANDOM),
    key("dp.scim.", 30, DOTTED, RANDOM),
    key("dp.audit.", 30, DOTTED, RANDOM),
    key("ops_eyJ", 60, BASE64, RANDOM), // 1Password
    key("A3-", 35, "-", UPPER | DIGIT),
    key("AGE-SECRET-KEY-1", 40, "", UPPER), // age
    key("API-", 26, "", EXACT | UPPER | DIGIT), // Octopus Deploy
    key("pat.", 60, DOTTED, DOT | STRICT), // Harness
    key("sat.", 60, DOTTED, DOT | STRICT),
    key("sm_aat_", 16, "", RANDOM), // SettleMint
    key("sm_pat_", 16, "", RANDOM),
    key("sm_sat_", 16, "", RANDOM),
    // Data stores and data platforms
    key("dapi", 32, "-", HEX), // Databricks
    key("dose", 32, "", EXACT | HEX),
    key("pscale_tkn_", 20, "_-.=", RANDOM), // PlanetScale
    key("pscale_pw_", 20, "_-.=", RANDOM),
    key("pscale_oauth_", 20, "_-.=", RANDOM),
    key("sbp_", 32, "_", RANDOM), // Supabase
    key("sb_secret_", 16, URL64, RANDOM),
    key("AVNS_", 12, URL64, RANDOM), // Aiven
    key("CCDB1_", 20, "_", RANDOM), // CockroachDB
    key("4b1d", 38, "", EXACT | STRICT), // ClickHouse Cloud
    key("cflt", 60, BASE64, STRICT), // Confluent
    key("mdb_sa_sk_", 20, URL64, RANDOM), // MongoDB Atlas
    key("napi_", 40, "", RANDOM), // Neon
    key("mzp_", 40, "", RANDOM), // Materialize
    key("essu_", 30, BASE64, STRICT), // Elastic Cloud
    key("pat", 79, ".", EXACT | DOT | DIGIT), // Airtable
    key("pnu_", 36, "", RANDOM), // Prefect
    key("pnb_", 36, "", RANDOM),
    // Building, testing and delivering
    key("AKCp", 40, "", STRICT), // Artifactory
    key("cmVmdGtu", 40, BASE64, RANDOM),
    key("dckr_pat_", 20, URL64, RANDOM), // Docker Hub
    key("dckr_oat_", 20, URL64, RANDOM),
    key("rubygems_", 40, "", HEX), // RubyGems
    key("cio", 32, "", EXACT | STRICT), // crates.io
    key("CLOJARS_", 40, "", RANDOM), // Clojars
    key("oy2", 43, "", EXACT | DIGIT), // NuGet
    key("packagist_", 30, "_", RANDOM | UNBROKEN), // Packagist
    key("ATATT3", 40, "_-=", RANDOM), // Atlassian and Bitbucket
    key("ATCTT3", 40, "_-=", RANDOM),
    key("ATBB", 24, "", STRICT),
    key("CCIPAT_", 30, "_", RANDOM), // CircleCI
    key("CCIPRJ_", 30, "_", RANDOM),
    key("bkua_", 32, "", HEX), // Buildkite
    key("squ_", 40, "", HEX), // SonarQube
    key("sqp_", 40, "", HEX),
    key("sqa_", 40, "", HEX),
    key("sgp_", 40, "_", RANDOM | UNBROKEN), // Sourcegraph, Segment
    key("snyk_uat.", 20, DOTTED, RANDOM), // Snyk
    key("snyk_sat.", 20, DOTTED, RANDOM),
    key("PMAK-", 40, "-", RANDOM), // Postman
    key("PMAT-", 20, "", RANDOM),
    key("rdme_", 40, "_", RANDOM | UNBROKEN), // ReadMe
    key("gitpod_pat_", 20, URL64, RANDOM), // Gitpod
    key("signkey-", 24, "-", RANDOM | UNBROKEN), // Inngest
    key("waka_", 36, "-", EXACT | UUID), // WakaTime
    key("sdk-", 36, "-", EXACT | UUID), // LaunchDarkly
    key("dvc_server_", 20, URL64, RANDOM), // DevCycle
    key("os_v2_", 30, "_", RANDOM), // OneSignal
    // Watching
    key("sntrys_", 20, "_-+/=", RANDOM), // Sentry
    key("sntryu_", 20, "", HEX),
    key("sntrya_", 20, "", HEX),
    key("sntryi_", 20, "", HEX),
    key("NRAK-", 20, "", RANDOM), // New Relic
    key("NRII-", 20, URL64, RANDOM),
    key("NRIQ-", 20, URL64, RANDOM),
    key("NRAA-", 20, "", RANDOM),
    key("NRBR-", 16, "", RANDOM),
    key("NRJS-", 16, "", RANDOM),
    key("glsa_", 30, "_", RANDOM), // Grafana
    key("glc_", 30, BASE64, RANDOM),
    key("eyJrIjoi", 40, "=", RANDOM),
    key("dt0c01.", 60, ".", RANDOM), // Dynatrace
    key("dt0s0", 60, ".", DOT | RANDOM),
    key("dt0s1", 60, ".", DOT | RANDOM),
    key("phx_", 30, "", RANDOM), // PostHog
    key("phs_", 30, "", RANDOM),
    key("hbp_", 30, "", RANDOM), // Honeybadger
    // Language models
    key("hf_", 30, "", RANDOM), // Hugging Face
    key("api_org_", 30, "", RANDOM),
    key("gsk_", 40, "", RANDOM), // Groq
    key("xai-", 40, "", RANDOM), // xAI
    key("pplx-", 32, "", RANDOM), // Perplexity
    key("r8_", 30, "", RANDOM), // Replicate
    key("pcsk_", 30, "_", RANDOM), // Pinecone
    key("nvapi-", 40, URL64, RANDOM), // NVIDIA
    key("csk-", 40, "", DIGIT), // Cerebras
    key("tgp_v1_", 30, URL64, RANDOM), // Together
    key("fw_", 22, "", STRICT), // Fireworks
    key("lsv2_pt_", 32, "_", RANDOM), // LangSmith
    key("lsv2_sk_", 32, "_", RANDOM),
    key("llx-", 40, "", STRICT), // LlamaCloud
    key("jina_", 40, URL64, STRICT), // Jina
    key("tvly-", 24, "-", STRICT), // Tavily
    key("fc-", 32, "", EXACT | HEX), // Firecrawl
    key("wandb_v1_", 30, "_", RANDOM), // Weights & Biases
    key("e2b_", 40, "", EXACT | HEX), // E2B
    key("sk_", 48, "", EXACT | HEX), // ElevenLabs
    key("apify_api_", 30, "", RANDOM), // Apify
    // Messages and mail
    key("AA", 30, URL64, STRICT | AFTER_NUMBER), // Telegram
    key("MD", 55, DOTTED, DISCORD), // Discord
    key("MT", 55, DOTTED, DISCORD),
    key("Mj", 55, DOTTED, DISCORD),
    key("Mz", 55, DOTTED, DISCORD),
    key("ND", 55, DOTTED, DISCORD),
    key("NT", 55, DOTTED, DISCORD),
    key("Nj", 55, DOTTED, DISCORD),
    key("Nz", 55, DOTTED, DISCORD),
    key("OD", 55, DOTTED, DISCORD),
    key("OT", 55, DOTTED, DISCORD),
    key("syt_", 24, "_", RANDOM), // Matrix
    key("mct_", 24, "_", STRICT),
    key("mcr_", 24, "_", STRICT),
    key("AAAA", 140, "_-:", STRICT), // Firebase Cloud Messaging
    key("us", 1, "", DIGITS | AFTER_HEX), // Mailchimp
    key("key-", 32, "", EXACT | HEX), // Mailgun
    key("md-", 22, URL64, EXACT | STRICT), // Mandrill
    key("xkeysib-", 40, "-", RANDOM), // Brevo
    key("xsmtpsib-", 40, "-", RANDOM),
    key("re_", 24, "_", STRICT | UNBROKEN), // Resend
    key("dG9rOm", 30, "=", RANDOM), // Intercom
    // Offices, designs, sites and shops
    key("ntn_", 30, "", RANDOM), // Notion
    key("secret_", 43, "", EXACT | STRICT),
    key("lin_api_", 30, "", RANDOM), // Linear
    key("lin_oauth_", 30, "", RANDOM),
    key("lin_wh_", 30, "", RANDOM),
    key("figd_", 30, URL64, RANDOM), // Figma
    key("figo_", 30, URL64, RANDOM),
    key("fio-u-", 40, "_-=", RANDOM), // Frame.io
    key("CFPAT-", 30, URL64, RANDOM), // Contentful
    key("tfp_", 40, "_-.=", RANDOM), // Typeform
    key("sl.", 100, "_-=.", STRICT), // Dropbox
    key("b_", 44, "_-=", EXACT | STRICT | UNBROKEN), // Beamer
    key("pk_", 35, "_", UPPER | DIGIT), // ClickUp
    key("pat-na1-", 36, "-", EXACT | UUID), // HubSpot
    key("pat-na2-", 36, "-", EXACT | UUID),
    key("pat-eu1-", 36, "-", EXACT | UUID),
    key("pat-ap1-", 36, "-", EXACT | UUID),
    key("p8e-", 32, "", EXACT | DIGIT), // Adobe
    key("shpat_", 32, "", HEX), // Shopify
    key("shpca_", 32, "", HEX),
    key("shppa_", 32, "", HEX),
    key("shpss_", 32, "", HEX),
    key("shpua_", 32, "", HEX),
    key("shptka_", 32, "", HEX),
    key("ck_", 40, "", EXACT | HEX), // WooCommerce
    key("cs_", 40, "", EXACT | HEX),
    key("samsara_api_", 20, "", RANDOM), // Samsara
    key("s-s4t2ud-", 40, "", HEX), // 42
    key("s-s4t2af-", 40, "", HEX),
    key("lip_", 16, "", STRICT), // Lichess
    key("pina_", 40, "", RANDOM), // Pinterest
    key("IGQV", 60, URL64, STRICT), // Instagram
    key("EAA", 60, URL64, STRICT), // Facebook
    key("AAAAAAAAAAAAAAAAAAAAA", 60, "%", STRICT), // X
    key("oauth:", 30, "", EXACT | DIGIT), // Twitch
    key("sk.eyJ", 60, DOTTED, DOT), // Mapbox
    key("tk.eyJ", 60, DOTTED, DOT),
    key("pk.eyJ", 60, DOTTED, DOT),
    // Payments, shipping and identities
    key("EAAA", 40, URL64, STRICT), // Square
    key("sq0atp-", 20, URL64, RANDOM),
    key("sq0csp-", 20, URL64, RANDOM),
    key("FLWSECK", 20, "_-", RANDOM), // Flutterwave
    key("live_", 28, URL64, STRICT | UNBROKEN), // GoCardless, Mollie
    key("live_", 35, "", EXACT | HEX), // Lob
    key("test_", 35, "", EXACT | HEX),
    key("test_", 28, "", STRICT),
    key("access-sandbox-", 36, "-", UUID), // Plaid
    key("access-development-", 36, "-", UUID),
    key("access-production-", 36, "-", UUID),
    key("access_token$production$", 40, "$", RANDOM), // Braintree
    key("access_token$sandbox$", 40, "$", RANDOM),
    key("rzp_live_", 14, "", RANDOM), // Razorpay
    key("rzp_test_", 14, "", RANDOM),
    key("pdl_live_apikey_", 20, "_", RANDOM), // Paddle
    key("pdl_sdbx_apikey_", 20, "_", RANDOM),
    key("duffel_live_", 30, "_-=", RANDOM), // Duffel
    key("duffel_test_", 30, "_-=", RANDOM),
    key("EZAK", 40, "", STRICT), // EasyPost
    key("EZTK", 40, "", STRICT),
    key("shippo_live_", 32, "", HEX), // Shippo
    key("shippo_test_", 32, "", HEX),
    key("secret-live-", 30, "_-=", RANDOM), // Stytch
    key("secret-test-", 30, "_-=", RANDOM),
    key("ory_pat_", 20, DOTTED, RANDOM), // Ory
    key("ory_at_", 20, DOTTED, RANDOM),
    key("ory_rt_", 20, DOTTED, RANDOM),
    key("ory_ac_", 20, DOTTED, RANDOM),
    key("scauth_", 40, "_-.+/=", DOT | RANDOM), // Authress
    key("authress_", 40, "_-.+/=", DOT | RANDOM),
    // Frameworks
    key("base64:", 44, BASE64, EXACT | DIGIT), // Laravel
    key("base64:", 24, BASE64, EXACT | DIGIT),
    key("django-insecure-", 30, "!@#$%^*-_=+", 0), // Django
  };

  /** The formats by what {@link #index} makes of their first two characters. */
  private static final TokenFormat[][] BY_START = byStart();

  private KnownTokens() {}

  private static TokenFormat of(
      SecretKind kind, String prefix, int minLength, String others, int tests) {
    return new TokenFormat(kind, prefix, minLength, others, tests);
  }

  private static TokenFormat key(String prefix, int minLength, String others, int tests) {
    return new TokenFormat(SecretKind.API_KEY, prefix, minLength, others, tests);
  }

  private static TokenFormat[][] byStart() {
    TokenFormat[] none = {};
    TokenFormat[][] table = new TokenFormat[INDEX_SIZE][];
    Arrays.fill(table, none);
    for (TokenFormat format : FORMATS) {
      int index = index(format.prefix().charAt(0), format.prefix().charAt(1));
      table[index] = Arrays.copyOf(table[index], table[index].length + 1);
      table[index][table[index].length - 1] = format;
    }
    return table;
  }

  /** The place of two characters in a table of {@link #INDEX_SIZE}; some share one. */
  static int index(char first, char second) {
    return ((first << 5) ^ second) & (INDEX_SIZE - 1);
  }

  /** The formats of tokens that may begin with these characters; not to be changed. */
  static TokenFormat[] startingWith(char first, char second) {
    return BY_START[index(first, second)];
  }

  static void addTo(Starts starts) {
    for (TokenFormat format : FORMATS) {
      starts.add(format.prefix());
    }
  }

  /**
   * Where the authentication token starts that stands behind a Twilio account's identifier, as the
   * next argument or behind a colon; -1 when none does.
   */
  static int twilioTokenStart(String text, int accountEnd) {
    int start = accountEnd;
    while (start < accountEnd + MAX_TWILIO_GAP && "\"', :".indexOf(Chars.at(text, start)) >= 0) {
      start++;
    }
    int end = Chars.skipAlphanumeric(text, start, "_");
    return start > accountEnd && end - start == TWILIO_HEX && isHex(text, start, end) ? start : -1;
  }

  /**
   * Where the key of 64 bytes in base64 starts whose two equals signs are at {@code at}, or -1.
   * Integrity hashes ({@code sha512-...}) have the same form.
   */
  static int azureKeyStart(String text, int at, int floor) {
    int start = at - AZURE_BASE64;
    // A slash before it may be that of a path.
    if (start < floor || !Chars.startsRun(text, start, "+", floor)) {
      return -1;
    }
    for (int i = start; i < at; i++) {
      if (!isBase64(text.charAt(i))) {
        return -1;
      }
    }
    return start - floor >= 7 && text.regionMatches(true, start - 7, "sha512", 0, 6) ? -1 : start;
  }

  private static boolean isBase64(char c) {
    return Chars.isAlphanumeric(c) || c == '+' || c == '/';
  }

  /**
   * A client secret of Microsoft Entra ID, whose mark {@code Q~} comes behind three characters and
   * a digit, and so begins no word.
   */
  static int entraSecretEnd(String text, int start) {
    if (Chars.at(text, start + 4) != 'Q'
        || Chars.at(text, start + 5) != '~'
        || !Chars.isDigit(text, start + 3)) {
      return -1;
    }
    int end = Chars.skipAlphanumeric(text, start, "_~.-");
    while (text.charAt(end - 1) == '.') {
      end--;
    }
    int length = end - start;
    return length >= MIN_ENTRA && length <= MAX_ENTRA ? end : -1;
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Chars.isHex(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** A JSON Web Token: two parts of JSON, or the three parts of RFC 7519 and more of RFC 7516. */
  static int jwtEnd(String text, int start, int floor) {
    if (!text.startsWith("eyJ", start) || !Chars.startsRun(text, start, "_-", floor)) {
      return -1;
    }
    int parts = 0;
    int from = start;
    int end;
    do {
      end = Chars.skipAlphanumeric(text, from, "_-");
      if (parts < 2 && end - from < MIN_JWT_PART) {
        return -1;
      }
      parts++;
      from = end + 1;
    } while (Chars.at(text, end) == '.' && isTokenCharacter(Chars.at(text, from)));
    boolean jsonTwice = parts >= 2 && text.startsWith("eyJ", text.indexOf('.', start) + 1);
    return jsonTwice || parts >= 3 ? end : -1;
  }

  private static boolean isTokenCharacter(char c) {
    return Chars.isWord(c) || c == '-';
  }

  /**
   * A PEM block (RFC 7468) of a private key, also percent-encoded; one that is cut off reaches to
   * the text's end.
   */
  static int privateKeyEnd(String text, int start) {
    if (!text.startsWith("-----BEGIN", start)) {
      return -1;
    }
    int label = start + "-----BEGIN".length();
    int labelEnd = label;
    while (labelEnd - label < MAX_PEM_LABEL && isLabel(Chars.at(text, labelEnd))) {
      labelEnd++;
    }
    if (!isPrivate(text.substring(label, labelEnd)) || !text.startsWith(PEM_DASHES, labelEnd)) {
      return -1;
    }
    int footer = text.indexOf("-----END", labelEnd + PEM_DASHES.length());
    if (footer < 0) {
      return text.length();
    }
    int end = footer + "-----END".length();
    while (end < text.length() && isLabel(text.charAt(end))) {
      end++;
    }
    return text.startsWith(PEM_DASHES, end) ? end + PEM_DASHES.length() : end;
  }

  private static boolean isPrivate(String label) {
    return label.contains("PRIVATE KEY")
        || label.contains("PRIVATE%20KEY")
        || label.contains("PRIVATE+KEY");
  }

  private static boolean isLabel(char c) {
    return Chars.isUpper(c) || Chars.isDigit(c) || c == ' ' || c == '+' || c == '%';
  }
}
