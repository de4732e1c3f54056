/** Words that the messages of at least thirty catalogued products hold: where two of them meet, one word was not broken in two. */
export const USUAL_WORDS: ReadonlySet<string> = new Set(
  `
  accept access ack active add address after all allowed already and another any are argument attempt
  attempted attempting attempts auth authentication available back bad batch because been before being
  bind blocked both broken broker buffer but bytes cache call callback called calling can cannot
  certificate change changed channel check class client close closed closing cluster code command
  complete completed config configuration configured connect connected connecting connection
  connections consumer contain context could count create created creating credentials current
  currently data database default details detected did different disabled disconnected does down
  dropped due duplicate during either empty enabled end entry error established event exceeded exceeds
  exception execute exist existing exists expected expired failed failure false file find first for
  format found frame from full function get given got greater group handle handshake has have header
  heartbeat host hostname idle ignoring initial initialize initialized instance instead internal into
  invalid its key large last least length less limit list listener load local long longer loop lost
  malformed many match max maximum may mechanism memory message messages method mismatch missing mode
  more multiple must name need negative network new next node non none not now null number object
  occurred old one only open opening operation option options other out over packet parameter parse
  password path payload peer pending please pool port process processing progress property protocol
  provided publish query queue range reached read reading ready reason receive received reconnect
  reconnecting refused rejected remaining remote removed request requested required requires reset
  resolve resource response result retry retrying returned run running same seconds see send sending
  sent sequence server service session set setting should shutdown shutting size skipping socket
  source specified specify ssl start started starting state status still stop stopped stopping stream
  string subscription successfully support supported sync system target than that the there this
  thread time timed timeout token too topic transaction transport true try trying type unable
  unexpected unknown unsupported update use used user username using valid value values version via
  waiting was were when which while will with within without write writing wrong yet you your
`.split(/\s+/),
);
