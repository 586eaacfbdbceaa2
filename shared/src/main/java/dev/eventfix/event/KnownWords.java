package dev.eventfix.event;

import java.nio.charset.StandardCharsets;

/**
 * English words, and beginnings of words, that tokenizers take whole: one token in lower case and
 * with a capital, with and without a blank before them, by o200k and by cl100k, as a test compares.
 * They are the words themselves and no hashes of them: a stranger could write a text of words that
 * only seem to be known.
 */
final class KnownWords {

  /** No shorter word is looked up: it would not be worth it. */
  static final int SHORTEST = 4;

  static final int LONGEST = 14;

  private static final int LETTERS = 26;

  /** For each length the words, sorted, each with one character behind it. */
  private static final String[] WORDS = {
    """
    acts adam addr adds ajax alan alex alle also anim anne anth anti appe apps arch
    area args asia atom attr auth auto away axis baby back ball band bang bank bars
    base beam bean bear beat been beer bell bern best beta bias bill bind bird bits
    blob blog blue blur body bold bomb bond bone book bool boom boot born boss both
    brit bron buff bulk burn busy buzz byte cake calc call camp caps capt card care
    cars cart case cash cast cele cell cent cert chan char chat chef chem chip city
    clar clin clip club coal code coin cold cole coll comb come comm como comp cond
    conf conn cons cont conv cook cool copy core corn corp cors cost cour crit crop
    crow crud ctrl cube dark dash data date days dead deal deck decl deep demo dept
    desc desk dest dice dict diff dire disc disk disp dist dock docs does done door
    down drag draw drop drug dump each earn ease east easy echo edge edit educ elem
    else entr enum esta este eval even ever exam exec exit expl expr face fact fade
    fail fair fake fall fans fant farm fast feed feel file fill film find fine fire
    fish five flag flat flex flip flow fold font food foot ford fore form fort foto
    four fred free from fuel full func fund gain game gate gear gene gets gift girl
    give goal gold good grab grad gram gran gray grey grid grow guid hack hair half
    hall hand hang hard hash have head heap heat hell help here hero hide high hint
    hist hits hold home hook hope host hour html http hung icon idle impl info init
    inst intl into iron item iter jack java jets jobs john join json jump just keep
    keys kick kids kill kind king know lake land lane lang last late lazy lead leaf
    lean left less lets life like line link list lite live load loan lock logo logs
    long look loop lord loss lost lots love luck made mage mail main make male mana
    many maps mark mart mary mask mass mate math meal mean meet memo menu merc mesh
    mess meta mill mind mine mini misc miss mock mode mods mono mont moon more most
    move much mult must name nano near need news next nice nick nine node nome none
    norm note nova null okay once only open oper orig orth over pack page paid pair
    pane para park parm part pass past path pawn peak pear peer perm pers pets phil
    phot phys pick ping pink pipe plan play plot plug plus poll poly pool port pose
    poss post pour prec pred pref pres prev prim priv prob proc prod prof prom prop
    prot prov pull pure push quad qual quit quiz race radi rail rain rand rank rate
    read real rect rent repo resp rest rich ring risk road rock role roll room root
    rose rows ruby rule runs safe sale salt same sand sans save scan scar seat seed
    seek seen self sell send sent serv sets ship shop shot show side sign sing sink
    site size skin skip slot slow snap snow soap soft sold some song soon sort span
    spec spin spot stan star stat stay step ster stop stub such sure swap sync tabs
    tags tail take talk tank task team tech teen tele tell temp term terr test text
    than that them then they thin this thus tick tier tile time tiny tipo tips todo
    tool tour town trad trap tree trim trip true tube turn twig type uber uint undo
    unit unix upon used user uses util vari vent verb vers vert very view viol void
    volt vote vous wait wake walk wall want ware warm warn wave weak week well were
    west what when wide wifi wiki wild will wind wins wire with wolf wood word work
    wrap yang yeah year your zend zero zone zoom
    """,
    """
    abort about above activ actor added admin after again agent ahead alarm album alert
    alias alice align alive allen alloc allow along alpha alter among andre angel angle
    anime apple apply appro areas arena armor array arrow aside asset async audio audit
    autom autor avoid await award azure badge based basic batch beans begin being below
    benef berry birth black blank blend block blood board bonus books boost bound boxes
    brain brand break brief bring brown brush build built bytes cache calls campo cards
    cargo cases catch cause cells chain chair chart cheap check chief child china chron
    chunk civil claim class clean clear click clock clone close cloud coach codec codes
    coins colon color combo comic const contr coord could count court cover craft cream
    crime cross crypt curso curve cycle daily dates datos datum death debug decor delay
    delta depth digit dirty doing draft dream drink drive dummy early earth eight elect
    elite email embed emoji empty enemy enter entre entry epoch equal equip error essay
    ether event every exact excel exist extra faces false fatal fault fecha fetch field
    fight files final first fixed flags flash float floor fluid flush focus fonts force
    forge forms forum found frame fresh front fully games gamma gener genre ghost girls
    given glass glyph going goods grade grand grant graph great green group grupo guard
    guess guest guide guild hands happy heart heavy hello hooks hotel hours house hover
    human hyper icons ideal ident image index infos inner input intel inter intro issue
    items joint judge knife known label large later latin layer learn least leave legal
    level lexer light likes limit lines links linux lista lists liter loads local logic
    login looks lower macro magic maint major maker makes marks match maybe means media
    merge metal meter metro micro minor mixed modal model money mongo month motor mount
    mouse moves movie multi music mutex named names needs never night nodes noise north
    notes numer occup offer often omega orden order organ other outer owned owner pager
    pages paint panel paper param parse parts party paste patch paths pause peace phase
    phone photo piece pitch pixel pizza place plain plane plans plant plate point polit
    popup ports posts power press price prime print prior probe produ proof props proto
    proxy psych quant queen query quest queue quick quiet quite quote radio rails raise
    range rated rates ratio reach react ready realm redis redux refer regex reply reset
    retry right river robot roles roman rooms round route rules sales saved scala scale
    scene scope score sense serve setup seven shape share sharp sheet shell shift shoot
    short shows sigma since sites sizes skill slash slave sleep slice slide slots small
    smart smith snake solid songs sorry sound south space spark spawn speed spell split
    sport stack staff stage stamp stand stars start state stats steam steel steps stick
    still stock stone store storm story strip study stuff style suite super sweet swift
    table taken tasks teams techn terms tests thank their theme there these theta thing
    think third those three throw thumb tiles timer times title toast today todos token
    tools topic total touch tower trace track trade trail train trait trans trash trees
    trial trust truth tuple tweet typed types under union units unity until upper urban
    usage users using utils valid valor value vault venue verse video views visit voice
    votes watch water wheel where which while white whole width woman women words works
    world would write wrong years young
    """,
    """
    accent accept access action active actual adding adjust agency agents allows almost
    altern always amazon amount anchor animal annual answer apache append approx around
    arrays artist aspect assert assets assign atomic attach attack author avatar backup
    banner basket battle before better binary bitmap blocks border bottom bounds branch
    bridge bright broken broker browse bubble bucket budget buffer bullet bundle button
    cached calcul called caller camera cancel cannot canvas carbon career castle center
    centre change charge charts checks choice choose christ chrome church cipher circle
    cities claims client closed coding coffee colors colour column combat coming commit
    common compet comput config contin cookie corner counts county coupon course create
    credit crypto cursor custom damage danger dating dealer decode define degree delete
    depart deploy design detail detect device dialog digest direct doctor domain double
    dragon drawer driver during edited editor effect either enable encode ending energy
    engine ensure entity equals errors escape estado events except exists expand expect
    expert export extend extras fabric factor failed family father female fields figure
    filter finder finish flight folder follow footer forest forget forgot format former
    frames friend future gender getter github global google gratis ground groups handle
    having header health height helper heroes hidden higher histor holder hunter ignore
    images impact import income inform inject inline inputs insert inside intent intern
    invest invite invoke issues joined keeper kernel labels lambda latest launch layers
    layout leader league legacy legend length lesson letter levels lights limits linear
    linked listen little living loaded loader locale locked locker logged logger logout
    lookup making manage manual mapper margin marker market master matrix median medium
    member memory meteor method metric middle minute mirror mobile models modern modify
    module moment months mother motion movies moving multip nation native nature navbar
    needed nested nombre normal notice notify number numero object observ offers office
    offset online opcode option oracle orange orders origin others output owners packet
    params parcel parent parser passed pedido people period person phones photos phrase
    picker pieces pixels places planet played player please plugin points policy portal
    postal posted poster prefix pretty prices profit prompt public purple python quotes
    radius raised raises random rather rating reader really reason recent recipe recogn
    record reduce region reject reload remark remote remove rename render repair repeat
    report resize result resume return review reward rights rocket rotate router routes
    runner salary sample saving scalar schema scheme school scient scores screen script
    scroll search season second secret sector secure seeing select seller sender sensor
    serial series server setter shader shadow shared shares shield should signal signed
    signup silver simple single skills slider smarty smooth social socket solver sorted
    sounds source spaces speech sphere sports spread spring sprite square states static
    status stored stores stream street strict strike string stripe stroke strong struct
    studio styled styles submit summer survey switch symbol syntax system tables taking
    target tenant tensor tester thanks themes things though thread throws ticket titles
    toggle tokens topics tracks traits travel trying ubuntu unable unique unless unlock
    unsafe update upload values vector vendor verify vertex videos viewer vision visual
    volume walker wallet weapon weekly weight widget window winner winter within wizard
    worker writer writes yellow
    """,
    """
    ability account actions adapter address adresse advance advisor against airport
    allowed already android angular another answers archive article attempt authors
    average awesome backend balance barcode battery because between billing binding
    bitcoin booking boolean browser builder buttons calling capital caption capture
    carrier cascade catalog central changed changes channel chapter charset checked
    checker choices classes classic cleanup cliente clients closing closure cluster
    collect college columns combine comfort command comment compact company compare
    compile complex compute concept confirm connect console consult contact content
    context control convert cookies correct counter country courses created creates
    creator credits culture current dataset decimal declare decoder default defined
    defines degrees deleted density deposit derived desktop destroy details develop
    devices diamond digital disable display dispose divider drawing drivers dynamic
    editing edition effects element empresa enabled encoder encrypt english entries
    episode example execute expense express extract factory faculty failure feature
    filters finally finance finding fitness fixture flutter foreign formats formula
    forward friends gallery gateway general generic gesture getting globals grammar
    graphic gravity greater handler handles headers heading healthy helpers highest
    history holiday however illegal illustr imports include indexed initial install
    instant instead integer invalid invoice journal justice keeping keyword leading
    letters library license limited listing literal loading located locator logging
    logical looking machine managed manager mapping marshal massage matcher matches
    maximum measure medical meeting members message methods metrics minimal minimum
    minutes missing mission modules monitor monster monthly mounted mutable natural
    network neutral nothing numbers numeric objects offline opening operand options
    ordered outline outputs outside overall overlay package padding palette parents
    partial partner patient pattern payload payment pending percent perfect perform
    perhaps persist persona persons physics picture players playing plugins pointer
    pokemon polygon popular posting powered predict premium prepare present preview
    primary printer privacy private problem process product produto profile program
    project promise protect provide publish purpose quality quarter queries reading
    receipt receive recipes records reflect refresh regions registr regular related
    release remarks removed replace reports request require resolve respond respons
    restart restore results returns reverse reviews routine routing running runtime
    samples scanner science screens scripts seconds section segment sending servers
    service session setting sharing sidebar signals similar someone sorting sources
    speaker special species spinner started startup station storage stories streams
    stretch strings student subject success summary support surface swagger symbols
    systems targets teacher terrain testing texture thought threads through tickets
    timeout toolbar tooltip torrent tracker traffic trigger twitter unicode uniform
    unknown updated updates upgrade usually usuario utility variant vehicle version
    virtual visible visitor waiting walking warning weather website welcome western
    whether widgets windows without workers working wrapped wrapper writing written
    youtube
    """,
    """
    absolute abstract accepted accounts accuracy activate activity actually advanced
    allocate although american analysis animated anything approval approved argument
    articles artifact assembly assigned attached behavior birthday blocking bookmark
    boundary breaking builders building business calendar callback campaign capacity
    carousel category changing channels checkbox checking checkout children clinical
    collapse combined commands comments commerce compiler complete composer compound
    computer conexion consider constant consumer contacts contains contents continue
    contract controls coverage creating creation creative criteria critical currency
    customer database deadline decision defaults delegate delivery describe director
    disabled discount discover dispatch distance district division document download
    drawable dropdown duration electric elements embedded employee encoding endpoint
    entities evaluate everyone examples exchange executor exercise existing expanded
    expected explicit extended external facebook favorite featured features feedback
    filename finished firebase floating football forecast fraction fragment friendly
    function generate geometry gradient graphics handling hardware homepage hospital
    identity included includes incoming increase industry instance interest internal
    internet interval iterator keyboard keywords language latitude launcher learning
    licensed listener location manifest manufact markdown matching material merchant
    messages metadata modified modifier movement multiple multiply mutation national
    navigate negative neighbor normally nullable observer official operator optional
    original overflow override overview packages parallel particle password patients
    patterns payments personal physical pictures pipeline platform playlist portrait
    position positive possible practice presence pressure previous printing priority
    probably producer producto products profiles progress projects property proposal
    protocol provider province purchase quantity question reaction received receiver
    redirect register registro registry relation relative released remember renderer
    requests required requires research reserved resolver resource response retrieve
    returned revision rotation sampling scenario schedule sections security selected
    selector semantic sentence sequence services sessions settings severity shipping
    shopping shortcut shutdown snapshot software solution specific standard standing
    starting straight strategy strength students subjects supplier teachers telegram
    template terminal thinking timeline tracking training transfer triangle tutorial
    uploaded username usuarios validate variable velocity verified versions vertical
    whatever withdraw workflow
    """,
    """
    according addresses administr aggregate algorithm alignment alternate analytics
    animation anonymous arguments assistant associate attention attribute authority
    automatic available beautiful benchmark bootstrap broadcast calculate candidate
    categoria challenge character clipboard collector collision community companies
    completed component condition configure connected connector constants construct
    container contracts converted converter copyright countries currently customers
    dashboard depending developer different dimension direction directive directory
    documents downloads duplicate education effective employees equipment estimated
    exception exclusive execution extension favorites financial following formation
    formatter framework frequency functions generated generator highlight hopefully
    immutable implement important including incorrect increment indicator instagram
    installed installer instances insurance interface interrupt inventory knowledge
    languages locations longitude marketing materials migration namespace navigator
    normalize objective operation operators otherwise ownership paragraph parameter
    partition placement portfolio positions potential precision predicate preferred
    primitive principal procedure processor protected prototype providers published
    publisher qualified questions recommend rectangle recursive reference relations
    remaining represent resources responses scheduled scheduler secondary selection
    separator serialize signature singleton something sometimes statement structure
    submitted subscribe supported technical telephone templates temporary threshold
    thumbnail timestamp transform translate transport undefined utilities validator
    variables warehouse worksheet workspace
    """,
    """
    activation activities additional allocation annotation appearance assignment
    associated attachment attendance attributes authorized automation background
    calculator categories characters collection commercial commission comparison
    compatible completion components conditions conference connecting connection
    constraint containers continuous controller conversion coordinate credential
    definition department dependency deployment deprecated descriptor dictionary
    difference difficulty dimensions disconnect discussion dispatcher enterprise
    evaluation everything exceptions experience experiment expression extensions
    foundation functional generation government horizontal identifier individual
    ingredient initialize instrument interfaces javascript management membership
    middleware navigation newsletter observable operations pagination parameters
    percentage permission persistent population prediction processing production
    projection properties references reflection registered repository resolution
    responsive restaurant restricted serialized serializer simulation statistics
    submission subscriber successful technology transition translator unexpected
    validation validators visibility
    """,
    """
    alternative application appointment association certificate collections composition
    compression conditional connections constraints constructor controllers coordinates
    credentials definitions description deserialize destination development engineering
    environment fortunately information ingredients initialized instruction integration
    interaction interactive interesting maintenance measurement orientation participant
    performance permissions placeholder preferences publication recommended replacement
    reservation temperature traditional transaction translation transparent unsupported
    """,
    """
    applications architecture authenticate availability confirmation construction
    conversation dependencies distribution experimental installation instructions
    intersection manufacturer notification organization participants presentation
    professional registration relationship requirements subscription transactions
    verification
    """,
    """
    administrator authorization communication configuration documentation international
    notifications serialization
    """,
    """
    authentication classification implementation representation
    """
  };

  /**
   * For each three letters whether they often stand together in o200k's pieces, four in a letter.
   */
  static final String THREES =
      "jemdoameecjfafjnekbfhogjneaaiacaemeaicabfbhobeaecjeaiemdoaeeaabeabjfembmphhdpedbjnebmppl"
          + "bhmaaaaaaeegcldaaaaaabmpfpppefjfnmbffggjhiohidoieeeabaabbaceaeaeaaaabbbeeaeeeabaapmpdobb"
          + "eeaaaaaaaaaaaaaaaaannncogcaaaaaaaaaaaaaaaaaaapfkgoaaeaaaaaaaaaaaeeeabeeaabaaaaaaaaaajaih"
          + "onaaaaaaaaaaaaaeeeabeaebaeiaaaaaaaamgjdoaaaaaaaaaaaaaaaaaaaaaaaaaiaaaaaaaaoanlobaaaaaaab"
          + "bbeabaaaaaaalbjloaaaaaaaaaaaaaaeeeojhbjdipoaaaaaaaabbjceafeeabeaaaaaaaaaaaaaapejpodaaaaa"
          + "aaaaaaaaeeeabeeaaaaaaeeeajfadbjloaaaaaaaaaaaaaaaaaaaaaeaaaaaaaaaaaapmnlodbaaaaaabaaaaaee"
          + "eciaephjpolcaaaaaaabaaaaeeaaaaaphmpodcaaaaaaaaaaaaeeeaaaeaabaaaaeaaaaagfipofaaaaaaaaaaaa"
          + "aeeeabeaaaaaiaaaaaaaafbnloaeeeaaaababaaaaaaaaaaaaacaaaaeaaaamemlodeeeajeafjnekbfgfkjfaic"
          + "mloaemecjgabfjgcbeeeajaaofidoceeaabaabbfemaepggdpedbbnebeppljpmaaakcbeegcjhaaaaaabmphplp"
          + "nfjnnnbefgajhnabadomeeeabaabbbeeaefgacgaabaaeaeeeabaagindodaaaaaaaaaaaaaaaaaaaanbjdoaame"
          + "cbbaaaaaaaaaaaaaapficoiaaaaaaaaaaaaaeeeabeaaaaaaaaaaaaaaaaigcbaaaaaaaaaaaaaeeeabeaaaaaaa"
          + "aeeaaaaabicoaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaalejdoacaaaaaaaaaaaaaaaaaaalnihogcaaaaaabbb"
          + "acameaaacahbigocaaaaaaabaaaaaeeeabaeabaaaaeeeabaaibigodaaaaaaaaaaaaaeeeabeaaaaaiaaacabaa"
          + "bbjdoaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaapgnlohbaaabaaaaaaaaaaaaaaanbjhobaaaaaaaaaaaaaaaaa"
          + "aaapfmpocaaaaaaaaaaaaaeeeabeabbaaaaaeeabaambjpohaaaaaaaaaaaaaeeeabaaaaaaaaaeeaadadejdoaa"
          + "aaaaaabbaaaaaaaaaaaiaaieaaaaaaaakejdoaeeecieabjneobfghabhaooodohemeabcebnjgobeaaaaaaaaac"
          + "aaegajaaabbfeibegghbhedbbnebepppbpmiaicobeegcddaaaaaabehehjhaflnnobefgcjhmaaabeaeeeabaab"
          + "aaaaaaeaaaaabbaeaaeeeabaimaidgcaaaaaaaaaaaaaaeaaaaamaedobaaaaaaaaaaaaaaaaaaaaaaacaaaaaaa"
          + "aaabaaaaaaaaaaaaaaaaaaaaaaaaaibcgbaaaaaaaaaaaaaaaaaaaaaaaeaaaaaaaaaieidgaaaaaaaaaaaaaaaa"
          + "aaaaaaaaaaaaaaaaaadejlobaaaaaaaaaaaaaaaaaaaaibjdoabaaaaaaaaaaaaaaaabaaabikoaaaaaaaaabaaa"
          + "aeeeaaaaaaaaaaaeeabaaaaihgbaaaaaaaaaaaaaeeeaaaaabbaaaaeeabeaaailoaaaaaaaabaaaaaaaaaaaaaa"
          + "aaaaaaaaaaapmnlohhaaaaaaaiaeabeeeabbaphnpoldaaaaaabbaaaaeaaabaappgppccaaaaaabbaaaameeabh"
          + "ebbaaaaaeaaaaapefpohbacaaaaaaaaaaaaaaaaaabaeaaeegajfepfndoiaeeaaaabaaaaaaaaaaaaaaaceaaaa"
          + "aaaanmplojheecjeaaaaaaaaaaaaaanfjdoaaaaabaaaaaaaaaaaaaaanfmcoicaaaaaaaaaaaaaaaaaaabbbeab"
          + "aaaaaaaoenhodeegcjhaaaaaaaaaaaaaaaaaaiaaaaaaaaaaidoaaaaaaaaabaaaaaaaaaaaaaaaeaaaaaaaapmp"
          + "lodaeaaaaabjjekbfeecjfenpnhppfeecjaabnneobeeaabaanhmppdgeaaaeabbbamaeeeabaeabaaaaeeeabge"
          + "majpohaaaaaaaaaaaabaeeaaaaflnmifemgcjffbbjdoaeeeabaaabaaaaaaaaaaabbabaaeeeaaaamaicoamemc"
          + "jbafjfekbegeabfeiamcoaameaacabfbggbbaaibaamaicoaeeaaaaabbbeebegfdbpedbbnebephpbpeigmloae"
          + "egclheaaaaaamhfplhffjbmmbeegcjdaoeikogeeeabaabbjceaaaeaaaabbaaaaaaeaaaanenlobbaaaaaaaaaa"
          + "aaeaaaaaanficoaaaaaaaaaaaaaaeeeabaenbigoaaaaaaaaaaaaaaeeeabeeabaaaaaaaaaaamanoofeeecjaaa"
          + "aaaaaeeeabeiabbaaafeeabfacbicoaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaacaaaaaaaaaaaaaaaaaaa"
          + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          + "aaaaaaaaaaaaaaaaaabbbeaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaappplohheeabaabjbeabeeeabbappppp"
          + "hheeabaabbbeabeeaabaaphopodcaaaaaabbbaeaeeeabaebbbeebeeeabbaphppopdeaajaaaaaaabeeeabeefj"
          + "bmibeegojfeofnlmaeeeabaabbaaaaaaaaaaaaaaieaaeaaaaapgnlodbaaaaaabjjecbeaaaaaapnnlplaeaaba"
          + "aaaaaaaeeeajeaphmhoccaaaaaabbbeabfeeabeebbbeaaeeaaaaapcipgbeegcjeaaaiaabaaaaaaabbbeibege"
          + "gjfehhjloaaeaaaaabbbeaaaaaaaaaeaaheaaaaaaaaponlolbaaaaaaaiaaaaaaaaaaannnlolaaaabaaabaaaa"
          + "eeeejfephoppcceaaaaaaaaaaaeeeaaaebbaaaaaeaaaaaphnpofaaaaaaaaaaaaaeeeabeefjbeiaeeecleelfj"
          + "loaaaaaaaaabbeaaaaaaaaaaaiiaaaeaaacaiajcoameegidafjfaiaegfabaakaicodeiaaaaabnbaabeaaaaaa"
          + "mbikocaeaaaaabbaaibegecbhadbbpebepfljhaaaaaiaegecldaaaaaaampfklpefjjimbeegcjhiaaaacaaeaa"
          + "aaaabaaaaaaaaaaaaaaaaaaaaaaaioejdoaaaaaaaaaaaaaaaaaaaaanfjdoadaaaaaaaaaaaaaaaaaaanfihoca"
          + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaebngobaaaaaaaaaaaaaeeeabaaaaaaaaaaaaaaaaaiaaaaaaaaaaaaaa"
          + "aaaaaaaaaaaaaaaaaaaaaabencocbaaaaaaaaaaaaaaaaaaalfjcoaaaaaaaaaaaaaaeeeabaambocoaaaaaaaaa"
          + "aaaaaaeaaaaaaaaaaaaeacaaaaiigcaaaaaaaaaaaaaaeaeaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          + "aaaaaaaaaaaaaaaaaabaaaaaaaaaabiaaaaaaaaaaeaabgaaaaaaaaaaaaaaaaaaaaaaaadeaaaaaaaaaaaaaaaa"
          + "aaaaaaaaaaaaaaaaaaaaaaaaeeacjaaaaaaaaaaaaaaaaaaaaaaeaaieaaaaaaaaaaaaaaaaaaaaaaaaaacaaaaa"
          + "aaaaaaaaaamccaaaaaaaaaiiaaaacaaiaaibacgaaaaaaaaaaaaaaaaaaaaaaaacaaaaaaaaaaaaaaaaeeaaaaab"
          + "aiaaedaaacaaaaccbaeaaacaaaaaaaaaeaaaaaabaiaaegaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          + "aiiedoaaaaaaaaaaaaaaaaaaaaaiancoaaaaaaaaaaaaaaaaaaaaaafagcaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          + "aaaaabacaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaeaaaaaaaaabaaaaaaaaaaaaaaaaaeaaaaaa";

  private static final byte[] FREQUENT = THREES.getBytes(StandardCharsets.US_ASCII);

  /** For each length and first letter the place of the first word; of the next one, their end. */
  private static final short[] BEGINS = begins();

  private KnownWords() {}

  private static short[] begins() {
    short[] begins = new short[WORDS.length * (LETTERS + 1)];
    int at = 0;
    for (int length = SHORTEST; length <= LONGEST; length++) {
      String words = ofLength(length);
      int end = at + LETTERS + 1;
      int first = 'a';
      for (int start = 0; start < words.length(); start += length + 1) {
        for (; first <= words.charAt(start); first++) {
          begins[at++] = (short) (start / (length + 1));
        }
      }
      while (at < end) {
        begins[at++] = (short) (words.length() / (length + 1));
      }
    }
    return begins;
  }

  /** Whether the letters there, the first of which may be a capital, are a known word. */
  static boolean has(byte[] text, int from, int to) {
    int length = to - from;
    if (length < SHORTEST || length > LONGEST) {
      return false;
    }
    String words = ofLength(length);
    int letter = (length - SHORTEST) * (LETTERS + 1) + (text[from] | 0x20) - 'a';
    int low = BEGINS[letter];
    int high = BEGINS[letter + 1] - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(words, middle * (length + 1), text, from, length);
      if (order == 0) {
        return true;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  private static int compare(String words, int at, byte[] text, int from, int length) {
    // The first letter is the same: by it, the words were chosen.
    int i = 1;
    while (i < length && words.charAt(at + i) == (text[from + i] | 0x20)) {
      i++;
    }
    return i == length ? 0 : words.charAt(at + i) - (text[from + i] | 0x20);
  }

  /** Those of a length. */
  static String ofLength(int length) {
    return WORDS[length - SHORTEST];
  }

  /** The last three letters' number when this one, from 0 on, follows those of that number. */
  static int three(int before, int letter) {
    return (before * LETTERS + letter) % (LETTERS * LETTERS * LETTERS);
  }

  /** Whether the three letters of a number often stand together. */
  static boolean isFrequent(int three) {
    return ((FREQUENT[three >> 2] - 'a') & (1 << (three & 3))) != 0;
  }
}
