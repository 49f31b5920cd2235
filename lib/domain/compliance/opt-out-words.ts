import "server-only";

/**
 * Whole messages that stop contact: 47 CFR 64.1200(a)(10) names stop, quit, end, revoke, opt out, cancel, unsubscribe;
 * Twilio's and AWS's lists add the rest. Written as `normaliseWords` leaves them; spaces do not matter.
 */
export const STOP_WORDS = [
  ...["stop", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke", "opt out", "remove"],
  ...[
    "alto",
    "basta",
    "parar",
    "pare",
    "para",
    "detener",
    "cancelar",
    "baja",
    "dar de baja",
    "terminar",
    "fin",
    "salir",
  ],
  ...["no mas", "no mas mensajes", "no mas llamadas"],
];

/** Stop words that stay a stop with "please", "now" or "thanks" around them. The others then mean something else too easily. */
export const CLEAR_STOP_WORDS = [
  ...["stop", "stop all", "unsubscribe", "unsub", "quit", "revoke", "opt out"],
  ...["alto", "basta", "parar", "pare", "paren", "parele", "parenle", "detener", "dar de baja"],
  ...["no mas", "no mas mensajes", "no mas llamadas"],
  ...["cancel messages", "cancel texts", "cancel all messages", "cancel subscription", "end messages", "end texts"],
  ...["cancelar mensajes", "cancelar suscripcion", "anular suscripcion", "desuscribir", "desuscribirme"],
  ...["detener mensajes", "parar mensajes", "suspender mensajes", "alto mensajes", "stop mensajes", "stop llamadas"],
  ...[
    "alto a los mensajes",
    "stop a los mensajes",
    "alto a las llamadas",
    "wrong person",
    "go away",
    "f off",
    "fuck off",
  ],
];

/** "Cancel" with a please is still the keyword; with "it", "yes" or "no" it answers a question about an appointment. */
export const POLITE_STOPS = [
  ...["please cancel", "cancel please", "pls cancel", "cancel pls", "cancel now", "cancel thanks", "cancel thank you"],
  ...["cancelar por favor", "por favor cancelar", "cancelar gracias", "cancelar ya"],
];

/** "Do not stop": what a stop word means after a Spanish no. English says "No, stop". */
export const SPANISH_KEEP_ON = /(?:^| )no (?:pare[ns]?|parar|parele|parenle|detener|cancelar|dar)(?: |$)/;

/** Stop words that are a stop as a sentence of their own in a longer message: "Who is this? STOP". */
export const SENTENCE_STOP_WORDS = [
  ...["stop", "stop all", "unsubscribe", "quit", "opt out", "alto", "basta", "pare", "paren", "dar de baja"],
];

/** Stop words that by themselves may be about an appointment, a file or a day: obeyed, and looked at by a person. */
export const AMBIGUOUS_STOP_WORDS = [
  ...["cancel", "end", "remove"],
  ...["cancelar", "para", "pare", "baja", "terminar", "fin", "salir"],
];

/** Keywords that only somebody who writes Spanish uses. */
export const SPANISH_KEYWORDS = [
  ...[
    "alto",
    "basta",
    "parar",
    "pare",
    "para",
    "detener",
    "cancelar",
    "baja",
    "dar de baja",
    "terminar",
    "fin",
    "salir",
  ],
  ...["mas", "mensajes", "llamadas", "ayuda", "informacion", "iniciar", "comenzar"],
];

export const HELP_WORDS = ["help", "info", "ayuda", "informacion"];

export const START_WORDS = ["start", "unstop", "iniciar", "comenzar"];

/** Count as START only in answer to a question whether the person wants messages. */
export const AFFIRMATIVE_WORDS = ["yes", "si"];

/** Words around a stop word that change nothing in what it says. */
export const FILLER_WORDS = new Set(
  (
    "please pls plz now ok okay thanks thank you just it this that that's thats right already i said um uh hey hi hello yeah yes no sir maam" +
    " por favor ya gracias ahora oiga oye ahorita mismo"
  ).split(" "),
);

const CONTACTING =
  "(?:call|text|messag|contact|e ?mail|phon|ring|writ|bother|harass|spamm?|solicit|bugg|annoy|send|blow|reach)(?:ing|in)";
const CONTACTS = "(?:calls?|texts?|messages?|msgs?|e ?mails?|contact(?! with))";
const CONTACT_VERB = "(?:call|text|message|msg|contact|e ?mail|phone|ring|write|bother|reach out to|dial)";
const CONTACT_ME_ES = "(?:llame|escriba|contacte|mande|envie|moleste|marque|hable|textee|acose)[ns]?";
const CONTACTING_ES = "(?:llamar|escribir|contactar|mandar|enviar|molestar|marcar|textear|acosar)(?:me|nos)?";
/** Who asks that something should not stop asks for the opposite, and who tells that somebody else will not stop, for nothing. */
const NOT_NEGATED =
  "(?<!(?:don t|dont|do not|does not|doesn t|did not|didn t|never|not|won t|wont|wouldn t|can t|cannot) )";
/** "I don't want to opt out", "please don't remove me". */
const NOT_UNWANTED = "(?<!(?:don t|dont|do not|never)(?: (?:want|wish|need|like))?(?: to)? )";
const POLITE_END_ES = "(?: (?:mas|nunca|ya|por favor|gracias)){0,3}$";
const MESSAGES_ES = "(?:llamadas?|mensajes?|textos?|correos?)";

/**
 * Phrases that a reasonable person takes as a wish not to be contacted, on normalised words: an apostrophe is a space.
 * The gaps name the words that they allow, since clients of a law firm also write about stop signs, ambulances that
 * "take me" and adjusters who "never call".
 */
export const STOP_INTENT_PATTERNS = [
  `${NOT_NEGATED}(?:stop|quit|cease)(?: (?:all|of|the|these|those|your|this|with|please|ever|trying to|and desist)){0,3} (?:${CONTACTING}|${CONTACTS})`,
  `(?:do not|don t|dont|never|no longer|not)(?: (?:ever|please|you|guys|try to|keep|even|again|to)){0,3} ${CONTACT_VERB} (?:me|us|here|my|this|back|again|anymore|any)`,
  `(?:do not|don t|dont|never) ${CONTACT_VERB}$`,
  "do not contact|do not disturb|do not call list",
  `(?:don t|dont|do not|no longer)(?: really)? (?:want|wish|need|care)(?: (?:any|more|your|these|those|the|further|to|be|get|getting|receive|you|all|of|for)){0,6} (?:${CONTACTS}|contacted|called|texted|hear from|${CONTACT_VERB})`,
  `no more(?: (?:of|your|these|those|the|phone|text|sales|robo)){0,3} ${CONTACTS}`,
  "stop to (?:end|quit|cancel|opt out)$|cease and desist",
  "enough (?:with|of)(?: (?:all|the|these|your|with)){0,3} (?:texts|calls|messages)",
  "no (?:calls|texts|messages|msgs) (?:please|pls|thanks|anymore|any more|ever)",
  "(?:don t|dont|do not|no longer) (?:want|wish) (?:to )?(?:receive|get|be getting|be receiving) (?:this|these|those|them|anything)",
  "(?:i )?(?:never|didn t|did not) sign(?:ed)? up for (?:this|these|any of this|your)",
  "(?:i m|im|i am) (?:blocking|reporting) (?:you|this number)",
  `${NOT_UNWANTED}(?:remove|delete|erase) (?:me|us)$`,
  `${NOT_UNWANTED}(?:remove|delete|erase|drop) (?:me|us|this number) from (?:your|the|this|all|any)(?: \\w+){0,2} (?:lists?|database|system|contacts?|records?|messages|texts)`,
  "(?:remove|delete|erase|lose|forget) (?:my|this) (?!(?:old|previous|other|work) )(?:\\w+ )?(?:number|phone|contact|info)",
  `${NOT_UNWANTED}(?:take (?:me|us|this number|my number|my name) off|get (?:me|us) off (?:your|this|the) list)`,
  "leave (?:me|us) (?:alone|be)(?: |$)",
  "wrong number|you(?: \\w+){1,2} the wrong person",
  `${NOT_UNWANTED}(?:unsub(?:scribe)?(?: |$|d)|opt(?:ing)? (?:me |us )?out(?! of (?:the |this |that |my )?(?:class|arbitration|settlement|coverage|plan|program))|optout)`,
  "(?:revoke|withdraw)(?: (?:my|all|any|prior)){0,3} (?:consent|permission|authorization)",
  "this is harassment(?! by)|you(?: are| re)? harassing",
  `no (?:me|nos) (?:vuelva[ns]? a )?(?:${CONTACT_ME_ES}|${CONTACTING_ES})(?: |$)`,
  `no (?:me |nos )?(?:vuelva[ns]? a|siga[ns]?) (?:${CONTACTING_ES}|\\w+ndo(?:me|nos)?)`,
  `no (?:quiero|deseo|queremos)(?: (?:que|mas|recibir|sus|estas?|estos?|esas?|esos?|tantas?|tantos?|ningun\\w*)){0,4} (?:(?:me|nos) ${CONTACT_ME_ES}|${MESSAGES_ES})`,
  `ya no (?:llame|escriba|moleste|contacte|marque|textee|mande|envie)[ns]?${POLITE_END_ES}`,
  `(?:ya )?no (?:llame|escriba|moleste|contacte|marque|textee)[ns]? (?:mas|nunca)${POLITE_END_ES}`,
  `ya no (?:mande|envie)[ns]? (?:mas )?${MESSAGES_ES}`,
  `(?:favor(?: de)? no|ya no|no) (?:molestar|contactar|llamar|escribir|molesten?|moleste)${POLITE_END_ES}`,
  `(?<!(?:no|nunca) )(?:deje[ns]?|deja|pare[ns]?|cesen?|basta|basta ya) de ${CONTACTING_ES}`,
  `(?:suspendan?|detengan?|cancelen?|paren?) (?:todos |todas )?(?:los|las|sus|estos|estas|esos|esas) ${MESSAGES_ES}${POLITE_END_ES}`,
  "(?:quite|quiten|quita|elimine|eliminen|elimina|borre|borren|borra|saque|saquen|saca|retire|retiren)(?:me|nos)(?: de (?:su|la|sus|esta|esa|todas?)|$)",
  "(?:quite|quiten|quitar|elimine|eliminen|eliminar|borre|borren|borrar|saque|saquen|retire|retiren) mi (?:numero|nombre|telefono)",
  "(?:deje?[ns]?(?:me|nos)|dejame) (?:en paz|tranquil[oa]s?)",
  "numero (?:equivocado|incorrecto)$|numero equivocado|persona equivocada|se equivoco de numero(?! de)|no soy (?:esa|la) persona",
  `no mas ${MESSAGES_ES}`,
  "(?:darme|darse|deme|denme) de baja|me (?:quiero|gustaria) dar de baja|(?:revoco|retiro) mi (?:consentimiento|permiso|autorizacion)",
].map((pattern) => new RegExp(`(?:^| )(?:${pattern})`));

/** Signs that say stop by themselves. */
export const STOP_SIGNS = ["🛑", "✋", "🚫", "⛔"];
