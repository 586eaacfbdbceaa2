package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of providers and secrets in URLs, made up with the lengths that are documented. */
class KnownTokensTest {

  private static final int SIZE = 1 << 13;

  /** The most work for a character of a text full of prefixes. */
  private static final int OF_TEXT = 500;

  /** A provider and its token: {@code <x20>} is 20 characters of the alphabet x. */
  private static final String TOKENS =
      """
      AWS            A3TX<2U16>
      AWS            ABSK<a110>=
      AWS            IQoJb3JpZ2luX2Vj<a200>%2F%2F<a40>%3D
      Entra          abc8Q~<a31>aB3
      Entra          7x28Q~<w34>
      GitHub         ghp_<a36>
      Slack          xoxe.xoxb-1-<U163>
      Stripe         sk_prod_<a40>
      Google         1//0<w60>7aB
      Langfuse       sk-lf-<u>
      OpenRouter     sk-or-v1-<h64>
      OpenAI         sk-svcacct-<a40>7<a40>
      GitLab         glcbt-64_<w20>
      DigitalOcean   dop_v1_<h64>
      DigitalOcean   doo_v1_<h64>
      DigitalOcean   dor_v1_<h64>
      Cloudflare     v1.0-<h24>-<h146>
      Alibaba        LTAI5t<a17>aB3
      Tencent        AKID<a29>aB3
      Yandex         AQVN<w33>aB3
      Yandex         t1.<a40>.<w83>aB3
      Yandex         y0_<w50>aB3
      Heroku         HRKU-AA<w55>aB3
      Fly            fo1_<w40>aB3
      Fly            fm2_<a120>==
      Netlify        nfp_<a33>aB3
      Vercel         vercel_blob_rw_<a16>_<a30>7
      Scalingo       tk-us-<w45>aB3
      OpenShift      sha256~<w40>aB3
      Tailscale      tskey-auth-k<a10>CNTRL-<a30>7
      Defined        dnkey-<A26>-<A52>7
      Vault          hvs.<w92>7
      Vault          hvb.<w140>7
      Vault          s.<a21>aB3
      Terraform      <a11>aB3.atlasv1.<w65>7
      Pulumi         pul-<h40>
      Infracost      ico-<a29>aB3
      Doppler        dp.pt.<a43>
      Doppler        dp.st.dev.<a43>
      1Password      ops_eyJ<a260>7==
      1Password      A3-<U6>-<U6>-<U5>-<U5>-<U5>-<U4>7
      age            AGE-SECRET-KEY-1<U58>
      Octopus        API-<U25>7
      Harness        pat.<w22>.<a24>.<a17>aB3
      SettleMint     sm_aat_<a15>7
      Databricks     dapi<h32>
      Databricks     dapi<h32>-3
      PlanetScale    pscale_tkn_<w42>7
      PlanetScale    pscale_pw_<w42>7
      PlanetScale    pscale_oauth_<w42>7
      Supabase       sbp_<h40>
      Supabase       sb_secret_<w22>_<a7>7
      Aiven          AVNS_<w19>7
      ClickHouse     4b1d<a35>aB3
      Airtable       pat<a14>.<h63>7
      Prefect        pnu_<a35>7
      Artifactory    AKCp<a66>aB3
      Artifactory    cmVmdGtu<a55>7
      Docker         dckr_pat_<w26>7
      RubyGems       rubygems_<h48>
      crates.io      cio<a29>aB3
      Clojars        CLOJARS_<l60>
      NuGet          oy2<l42>7
      Atlassian      ATATT3xFfGF0<w180>=<U8>
      Atlassian      ATCTT3xFfGF0<w180>=<U8>
      Bitbucket      ATBB<a29>aB3
      CircleCI       CCIPAT_<a22>_<h40>
      Buildkite      bkua_<h40>
      SonarQube      squ_<h40>
      Sourcegraph    sgp_<h16>_<h40>
      Postman        PMAK-<h24>-<h34>
      ReadMe         rdme_<l70>
      WakaTime       waka_<u>
      LaunchDarkly   sdk-<u>
      Sentry         sntrys_eyJpYXQiO<a60>==_<a42>7
      Sentry         sntryu_<h64>
      New Relic      NRAK-<U26>7
      New Relic      NRII-<w31>7
      New Relic      NRJS-<h19>
      Grafana        glsa_<a32>_<h8>
      Grafana        glc_<a90>7==
      Grafana        eyJrIjoi<a80>7==
      Dynatrace      dt0c01.<U24>.<U64>
      Dynatrace      dt0s16.<U8>.<U64>
      PostHog        phx_<a43>7
      Hugging Face   hf_<a31>aB3
      Hugging Face   api_org_<a31>aB3
      Groq           gsk_<a51>7
      xAI            xai-<a79>7
      Perplexity     pplx-<a47>7
      Replicate      r8_<a36>7
      Pinecone       pcsk_<a6>_<a60>7
      NVIDIA         nvapi-<w63>7
      LangSmith      lsv2_pt_<h32>_<h10>
      Jina           jina_<a57>aB3
      Fireworks      fw_<a21>aB3
      Firecrawl      fc-<h32>
      ElevenLabs     sk_<h48>
      Telegram       123456789:AA<w30>aB3
      Discord        MT<a22>.<w6>.<w38>
      Discord        Nz<a24>.<w6>.<w27>
      Matrix         syt_<a8>_<a20>_<a6>
      FCM            AAAA<w7>:APA91b<w134>
      Mailchimp      <h32>-us21
      Mailgun        key-<h32>
      Brevo          xkeysib-<h64>-<a16>
      Resend         re_<a5>aB3_<a24>
      Notion         ntn_<d11><a35>
      Notion         secret_<a40>aB3
      Linear         lin_api_<a40>
      Figma          figd_<w40>
      Frame.io       fio-u-<w64>
      Contentful     CFPAT-<w43>
      Typeform       tfp_<w59>
      Dropbox        sl.<w135>
      Beamer         b_<a41>aB3
      ClickUp        pk_<d8>_<U31>7
      HubSpot        pat-na1-<u>
      Adobe          p8e-<l31>7
      Shopify        shpat_<h32>
      Shopify        shpca_<h32>
      Shopify        shppa_<h32>
      Shopify        shpss_<h32>
      WooCommerce    ck_<h40>
      42             s-s4t2ud-<h64>
      Facebook       EAAM<a150>aB3
      X              AAAAAAAAAAAAAAAAAAAAAA<a40>%3D<a40>aB3
      Twitch         oauth:<l29>7
      Mapbox         sk.eyJ<a60>.<w22>
      Square         EAAA<w57>aB3
      Square         sq0atp-<w22>
      Square         sq0csp-<w43>
      Flutterwave    FLWSECK_TEST-<h32>-X
      GoCardless     live_<a37>aB3
      Mollie         test_<a27>aB3
      Lob            test_<h35>
      Plaid          access-sandbox-<u>
      Braintree      access_token$production$<l16>$<h32>
      Razorpay       rzp_live_<a13>7
      Paddle         pdl_live_apikey_<l26>_<a22>_<a3>
      Duffel         duffel_live_<w43>
      EasyPost       EZAK<a51>aB3
      Shippo         shippo_live_<h40>
      Ory            ory_pat_<a31>7
      Laravel        base64:<a40>aB3=
      Laravel        base64:<a19>aB3==
      Django         django-insecure-<a20>^*3!<a25>
      """;

  /** An address in which the secret is between brackets. */
  private static final String ADDRESSES =
      """
      https://api.telegram.org/bot123456789:[AA<w33>]/sendMessage
      https://api.telegram.org/bot123456:[ABC-DEF1234ghIkl-zyx57W2v1u123ew11]/getMe
      https://api.telegram.org/file/bot123456789:[AA<w30>aB3]/documents/file_0.pdf
      https://discord.com/api/webhooks/123456789012345678/[<w65>aB3]
      https://discord.com/api/webhooks/123456789012345678/[<w65>aB3]/slack?wait=true
      https://discordapp.com/api/v10/webhooks/123456789012345678/[<w65>aB3]
      https:\\/\\/discord.com\\/api\\/webhooks\\/123456789012345678\\/[<w65>aB3]
      https://discord.com:443/api/webhooks/123456789012345678/[<w65>aB3]
      Max retries exceeded with url: /api/webhooks/123456789012345678/[<w65>aB3] (Caused by x)
      ?next=https%3A%2F%2Fdiscord.com%2Fapi%2Fwebhooks%2F123456789012345678%2F[<w65>aB3]
      https://hooks.slack.com/services/[T<U8>/B<U8>/<a24>]
      https://hooks.slack.com/workflows/[T<U8>/A<U8>/<d18>/<a24>]
      https://hooks.slack.com/triggers/[T<U8>/<d13>/<h32>]
      Max retries exceeded with url: /services/[T<U8>/B<U8>/<a24>]
      https://acme.webhook.office.com/webhookb2/[<u>@<u>/IncomingWebhook/<h32>/<u>]
      https://outlook.office.com/webhook/[<u>@<u>/IncomingWebhook/<h32>/<u>]
      https://open.feishu.cn/open-apis/bot/v2/hook/[<u>]
      https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=[<u>]
      https://hooks.zapier.com/hooks/catch/1234567/[abc12de]
      https://maker.ifttt.com/trigger/crashed/with/key/[<w22>7]
      https://maker.ifttt.com/trigger/crashed/json/with/key/[<w22>7]
      https://hook.eu1.make.com/[<l31>7]
      https://hook.integromat.com/[<l31>7]
      https://hooks.airtable.com/workflows/[v1/genericWebhook/app<a14>/wfl<a14>/wtr<a14>]
      https://home.example.com/api/webhook/[<h64>]
      https://acme.azurewebsites.net/api/orders?code=[<a53>7==]&x=1
      https://api.netlify.com/build_hooks/[<h24>]
      https://api.vercel.com/v1/integrations/deploy/[prj_<a28>/<a10>]
      https://api.cloudflare.com/client/v4/pages/webhooks/deploy_hooks/[<u>]
      https://api.render.com/deploy/srv-<l20>?key=[<a10>7]
      https://hc-ping.com/[<u>]/fail
      https://uptime.betterstack.com/api/v1/heartbeat/[<a23>7]
      https://events.pagerduty.com/integration/[<h32>]/enqueue
      https://ntfy.sh/[alerts_x92kd]
      https://collectors.sumologic.com/receiver/v1/http/[<a70>7==]
      https://logs-01.loggly.com/inputs/[<u>]/tag/http/
      https://glitchtip.example.com/api/1/store/?sentry_key=[<h32>]&sentry_version=7
      Sentry sentry_version=7, sentry_key=[<h32>], sentry_client=x/1
      https://mainnet.infura.io/v3/[<h32>]
      https://eth-mainnet.g.alchemy.com/v2/[<w29>aB3]
      """;

  private static CountedWork<String> redacting;

  /** Redacts a text. */
  static final class Redacts implements Consumer<String> {
    @Override
    public void accept(String text) {
      new Redactor(Redaction.DEFAULT).redact(text);
    }
  }

  @BeforeAll
  static void countWork() {
    redacting = new CountedWork<>(Redacts.class, "a@b.co");
  }

  private static String redact(String raw) {
    return new Redactor(Redaction.DEFAULT).redact(raw).toString();
  }

  private static String made(String template, SecretGenerator generator) {
    StringBuilder made = new StringBuilder();
    int at = 0;
    int open;
    while ((open = template.indexOf('<', at)) >= 0) {
      int close = template.indexOf('>', open);
      made.append(template, at, open).append(part(template.substring(open + 1, close), generator));
      at = close + 1;
    }
    return made.append(template, at, template.length()).toString();
  }

  private static String part(String part, SecretGenerator generator) {
    String hex = "0123456789abcdef";
    if (part.equals("u")) {
      return generator.of(hex, 8) + "-1234-4bcd-8abc-" + generator.of(hex, 12);
    }
    String upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    String lower = upper.toLowerCase(Locale.ROOT);
    String digits = "0123456789";
    int length = part.startsWith("2U") ? 2 : 1;
    String alphabet =
        switch (part.substring(0, length)) {
          case "h" -> hex;
          case "d" -> digits;
          case "l" -> lower + digits;
          case "U" -> upper + digits;
          case "2U" -> upper + "234567";
          case "A" -> upper + lower + digits + "=";
          case "w" -> upper + lower + digits + "-_";
          default -> upper + lower + digits;
        };
    // No hyphen first or last, where a sentence's might be.
    int size = Integer.parseInt(part.substring(length));
    return generator.of(alphabet.replace("-_", "").replace("=", ""), 1)
        + generator.of(alphabet, size - 1);
  }

  static List<String> tokens() {
    return TOKENS.lines().map(line -> line.substring(15)).toList();
  }

  static List<String> addresses() {
    return ADDRESSES.lines().toList();
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void tokensOfProvidersAreTakenOutInEveryPlace(String template) {
    SecretGenerator generator = new SecretGenerator(template.hashCode());
    for (int i = 0; i < 5; i++) {
      String token = made(template, generator);
      for (String[] place : SecretGenerator.places()) {
        String text = place[1].replace("§", token);
        // Of Telegram's tokens the bot's number stays.
        String expected =
            place[1].replace("§", template.startsWith("123456789:") ? "123456789:¤" : "¤");
        String redacted = redact(text);

        assertThat(redacted.replaceAll("<[a-z_]+:1>", "¤")).as(text).isEqualTo(expected);
        assertThat(redact(redacted)).isEqualTo(redacted);
      }
      assertThat(redact("TOKEN_X=" + token + "; next")).doesNotContain(token);
      assertThat(redact("a " + token + ".")).doesNotContain(token).endsWith(".");
    }
  }

  @Test
  void fortyProvidersAndMoreAreKnown() {
    Set<String> providers = new HashSet<>();
    TOKENS.lines().forEach(line -> providers.add(line.substring(0, 15)));

    assertThat(providers).hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void secretsInUrlsAreTakenOutAndTheirHostsStay(String template) {
    SecretGenerator generator = new SecretGenerator(template.hashCode());
    for (int i = 0; i < 5; i++) {
      String made = made(template, generator);
      String text = made.replaceAll("\\[(.*)]", "$1");
      String expected = made.replaceAll("\\[.*]", "¤");
      String redacted = redact(text);

      assertThat(redacted.replaceAll("<(url_credentials|slack_token|api_key):1>", "¤"))
          .as(text)
          .isEqualTo(expected);
      assertThat(redact(redacted)).isEqualTo(redacted);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hf_hub_download(repo_id=x)",
        "hf_transfer is not installed",
        "re_compile_with_flags_and_names_2",
        "b_hat = solve(b_)",
        "s.getAttributeNamesOfThis()",
        "s.replaceAllOccurrencesIn(x)",
        "this.s.abcdefghijklmnopqrstuvwx",
        "sk_buff_alloc_with_fragments_v2",
        "key-value-store-with-many-parts",
        "key-0123456789abcdef",
        "pat-na1-cluster-of-the-team",
        "pat.first.second.third",
        "api_organisation_members_of_team",
        "sdk-and-tools-for-android-and-ios-2",
        "sdk-6.0.100-linux-x64-and-more",
        "pk_orders_customer_id_and_shop_id_2",
        "PK_ORDERS_CUSTOMER_ID",
        "ck_editor_configuration_of_pages",
        "cs_string_builder",
        "live_reload_server_started_on_port",
        "live_stream_of_events_from_the_2nd_shop",
        "test_that_the_order_is_shipped_after_2_days",
        "test_ThatTheOrder2IsShipped_afterADay",
        "secret_manager_client_factory_bean",
        "s-maxage=600",
        "tk-us-east-cluster",
        "v1.0-beta-2 of the plugin",
        "v1.0-rc1",
        "cio.ktor.server.Engine",
        "oauth:token",
        "base64: invalid input",
        "base64:b64decode",
        "data:image/png;base64,iVBORw0KGgo=",
        "sha256~",
        "abc8Q~short",
        "abcdQ~abcdefghijklmnopqrstuvwxyz0123456789",
        "sl.append(item)",
        "dp.pt.x",
        "A3-PAPER-SIZE",
        "API-KEY-MISSING",
        "API-VERSION-NOT-SUPPORTED-HERE",
        "dapi = DataApi()",
        "AKID is a prefix",
        "LTAI",
        "EAAccessor.EAA",
        "EZAKKERMAN",
        "MTLCommandBuffer.present.drawable",
        "MTTimer.fired.at",
        "AAAA record of example.com",
        "status AA: 123456:AA",
        "user 1234567:AAbcdef",
        "ntn_client",
        "lin_api_",
        "md-outlined-text-field-x",
        "fc-list : family",
        "fw_version=1.20.3",
        "r8_compiler_options",
        "us-east-1",
        "d41d8cd98f00b204e9800998ecf8427e-us",
        "e2b_sandbox",
        "access-control-allow-origin-is-missing-here",
        "xai-grok-model",
        "glc_context",
        "sqp_solver",
        "p8e-",
        "rnd_state = np.random.RandomState",
        "y0_initial_guess_of_the_solver_in_2d",
        "t1.start(); t1.join()",
        "hooks/useOrderQuery2.ts",
        "src/hooks/usePaymentMethodsOfCustomer.ts:12",
        "hooks/catch/",
        "https://discord.com/api/webhooks/123456789012345678",
        "https://discord.com/developers/docs/resources/webhook",
        "https://api.telegram.org/bot{token}/sendMessage",
        "https://api.telegram.org/bot<token>/sendMessage",
        "https://api.telegram.org/bot%s/sendMessage",
        "https://hooks.zapier.com/hooks/catch/",
        "https://ntfy.sh/docs",
        "/repos/acme/shop/hooks/12345678/pings",
        "/repos/acme/shop/webhooks/12345678/deliveries",
        "https://hc-ping.com/",
        "app/webhooks/controllers/orders_controller.rb",
      })
  void ordinaryNamesStay(String text) {
    assertThat(redact(text)).isEqualTo(text);
  }

  /** Each prefix again and again, joined in ways that keep runs going, with bodies that fail. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "-", ".", "/", " ", "%41", "\\n", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:"})
  void prefixesTakeLittleWorkForEachCharacter(String joint) {
    List<String> dear = new ArrayList<>();
    for (String unit : starts()) {
      String text = HostileTexts.repeated(unit + joint, SIZE);
      if (redacting.of(text) > (long) OF_TEXT * text.length()) {
        dear.add(unit + joint);
      }
    }
    assertThat(dear).isEmpty();
  }

  private static Set<String> starts() {
    Set<String> starts = new HashSet<>();
    for (char first = ' '; first < 0x7f; first++) {
      for (char second = ' '; second < 0x7f; second++) {
        for (TokenFormat format : KnownTokens.startingWith(first, second)) {
          starts.add(format.prefix());
        }
        for (UrlSecret secret : UrlSecret.startingWith(first, second)) {
          starts.add(secret.before().replace('*', 'x'));
        }
      }
    }
    return starts;
  }

  /** What a look has read is bounded: texts twice as long take twice the work. */
  @ParameterizedTest
  @ValueSource(strings = {"hooks.slack.com/services/", "eyJaaaaaaaaaaa.a", "AC%41", "AA%AA"})
  void longRunsAreNotReadAgain(String unit) {
    String tail = "a".repeat(SIZE);
    long once = redacting.of(HostileTexts.repeated(unit, SIZE) + tail);
    long twice = redacting.of(HostileTexts.repeated(unit, 2 * SIZE) + tail + tail);

    assertThat(twice).isLessThan(5 * once / 2);
  }
}
