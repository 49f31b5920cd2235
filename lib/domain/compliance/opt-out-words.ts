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
  ...["stop", "stop all", "unsubscribe", "quit", "revoke", "opt out"],
  ...["alto", "basta", "parar", "pare", "detener", "dar de baja", "no mas", "no mas mensajes", "no mas llamadas"],
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
const CONTACTS = "(?:calls?|texts?|messages?|e ?mails?|contact)";
const CONTACT_VERB = "(?:call|text|message|msg|contact|e ?mail|phone|ring|write|bother|reach out to|dial)";
const CONTACT_ME_ES = "(?:llame|escriba|contacte|mande|envie|moleste|marque|hable|textee|acose)[ns]?";
const CONTACTING_ES = "(?:llamar|escribir|contactar|mandar|enviar|molestar|marcar|textear|acosar)(?:me|nos)?";
const MESSAGES_ES = "(?:llamadas?|mensajes?|textos?|correos?)";

/**
 * Phrases that a reasonable person takes as a wish not to be contacted, on normalised words: an apostrophe is a space.
 * The gaps name the words that they allow, since clients of a law firm also write about stop signs, ambulances that
 * "take me" and adjusters who "never call".
 */
export const STOP_INTENT_PATTERNS = [
  `(?:stop|quit|cease)(?: (?:all|of|the|these|those|your|this|with|please|ever|trying to|and desist)){0,3} (?:${CONTACTING}|${CONTACTS})`,
  `(?:do not|don t|dont|never|no longer|not)(?: (?:ever|please|you|guys|try to|keep|even|again|to)){0,3} ${CONTACT_VERB} (?:me|us|here|my|this|back|again|anymore|any)`,
  `(?:do not|don t|dont|never) ${CONTACT_VERB}$`,
  "do not contact|do not disturb|do not call list",
  `(?:don t|dont|do not|no longer)(?: really)? (?:want|wish|need|care)(?: (?:any|more|your|these|those|the|further|to|be|get|getting|receive|you|all|of|for)){0,6} (?:${CONTACTS}|contacted|called|texted|hear from|${CONTACT_VERB})`,
  `no more(?: (?:of|your|these|those|the|phone|text|sales|robo)){0,3} ${CONTACTS}`,
  "(?:remove|delete|erase) (?:me|us)$",
  "(?:remove|delete|erase|drop) (?:me|us|this number) from (?:your|the|this|all|any)(?: \\w+){0,2} (?:lists?|database|system|contacts?|records?|messages|texts)",
  "(?:remove|delete|erase|lose|forget) (?:my|this) (?:\\w+ )?(?:number|phone|contact|info)",
  "take (?:me|us|this number|my number|my name) off",
  "leave (?:me|us) (?:alone|be)(?: |$)",
  "wrong number|you(?: \\w+){1,2} the wrong person",
  "unsubscribe|opt(?:ing)? (?:me |us )?out|optout",
  "(?:revoke|withdraw)(?: (?:my|all|any|prior)){0,3} (?:consent|permission|authorization)",
  "this is harassment|you(?: are| re)? harassing",
  `no (?:me|nos) (?:vuelva[ns]? a )?(?:${CONTACT_ME_ES}|${CONTACTING_ES})(?: |$)`,
  `no (?:me |nos )?(?:vuelva[ns]? a|siga[ns]?) (?:${CONTACTING_ES}|\\w+ndo(?:me|nos)?)`,
  `no (?:quiero|deseo|queremos)(?: (?:que|mas|recibir|sus|estas?|estos?|esas?|esos?|tantas?|tantos?|ningun\\w*)){0,4} (?:(?:me|nos) ${CONTACT_ME_ES}|${MESSAGES_ES})`,
  `(?:deje[ns]?|deja|pare[ns]?|cesen?|basta|basta ya) de ${CONTACTING_ES}`,
  "(?:quite|quiten|quita|elimine|eliminen|elimina|borre|borren|borra|saque|saquen|saca|retire|retiren)(?:me|nos)(?: de (?:su|la|sus|esta|esa|todas?)|$)",
  "(?:quite|quiten|elimine|eliminen|borre|borren|saque|saquen|retire|retiren) mi (?:numero|nombre|telefono)",
  "deje?[ns]?(?:me|nos) en paz|dejame en paz",
  "numero equivocado|persona equivocada|se equivoco de numero",
  `no mas ${MESSAGES_ES}`,
  "(?:darme|deme|denme) de baja|(?:revoco|retiro) mi (?:consentimiento|permiso|autorizacion)",
].map((pattern) => new RegExp(`(?:^| )(?:${pattern})`));

/** Signs that say stop by themselves. */
export const STOP_SIGNS = ["🛑", "✋", "🚫"];
