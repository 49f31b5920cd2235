import type { KnownField } from "./people";

export type Language = "en" | "es";

/** What is said in one language. Functions take the words to put in. */
export type Lines = {
  greeting: (firm: string) => string;
  yesItIsMe: (name: string) => string;
  inboundOpening: (name: string) => string;
  wrongPerson: string;
  wrongPersonApology: string;
  ask: Readonly<Record<KnownField, string>>;
  askOther: (field: string) => string;
  answer: Readonly<Record<KnownField, (spoken: string) => string>>;
  doNotKnow: string;
  noted: string;
  notNoted: string;
  closing: string;
  goodbye: string;
  stop: string;
  stopNoted: string;
  callback: string;
  callbackWhen: string;
  callbackNoted: string;
  transfer: string;
  transferring: string;
  transferLater: string;
  voicemailGreeting: (name: string) => string;
};

export const LINES: Readonly<Record<Language, Lines>> = {
  en: {
    greeting: (firm) => `Hello, this is the automated assistant of ${firm}. Is this a good time for a short call?`,
    yesItIsMe: (name) => `Yes, this is ${name}.`,
    inboundOpening: (name) => `Hi, this is ${name}. I'm calling about my case.`,
    wrongPerson: "No, there is nobody here by that name. You have the wrong number.",
    wrongPersonApology: "I am sorry for the trouble. I will make a note of it. Goodbye.",
    ask: {
      address: "What is your current home address?",
      date_of_birth: "What is your date of birth?",
      email: "What e-mail address can the firm use for you?",
      employer: "Who is your employer at the moment?",
      insurance: "Which insurance company covers you?",
    },
    askOther: (field) => `Could you tell me your ${field}?`,
    answer: {
      address: (spoken) => `Sure, it's ${spoken}.`,
      date_of_birth: (spoken) => `${spoken.charAt(0).toUpperCase()}${spoken.slice(1)}.`,
      email: (spoken) => `That would be ${spoken}.`,
      employer: (spoken) => `I work for ${spoken}.`,
      insurance: (spoken) => `I'm with ${spoken}.`,
    },
    doNotKnow: "I don't have that in front of me, sorry.",
    noted: "Thank you.",
    notNoted: "I could not note that. Someone from the office will follow up with you.",
    closing: "That is all I needed. The firm will look over what you told me. Have a good day.",
    goodbye: "Thanks, goodbye.",
    stop: "Look, please stop calling me. I don't want these calls any more.",
    stopNoted: "I understand. We will not call you again. Goodbye.",
    callback: "I'm driving right now. Can somebody call me back?",
    callbackWhen: "Tomorrow after three in the afternoon would be good.",
    callbackNoted: "I have asked for a call back. Thank you, and drive safely.",
    transfer: "I'd rather speak to a real person at the office, please.",
    transferring: "Of course. I am connecting you now.",
    transferLater: "I have told the staff. Someone will call you as soon as they can.",
    voicemailGreeting: (name) => `Hi, you've reached ${name}. I can't take your call. Leave a message after the tone.`,
  },
  es: {
    greeting: (firm) => `Hola, le habla el asistente automático de ${firm}. ¿Tiene un momento para una llamada breve?`,
    yesItIsMe: (name) => `Sí, soy ${name}.`,
    inboundOpening: (name) => `Hola, soy ${name}. Llamo por mi caso.`,
    wrongPerson: "No, aquí no vive nadie con ese nombre. Tiene el número equivocado.",
    wrongPersonApology: "Disculpe la molestia. Lo dejaré anotado. Adiós.",
    ask: {
      address: "¿Cuál es su domicilio actual?",
      date_of_birth: "¿Cuál es su fecha de nacimiento?",
      email: "¿Qué correo electrónico puede usar el bufete?",
      employer: "¿Quién es su empleador en este momento?",
      insurance: "¿Con qué compañía de seguros está?",
    },
    askOther: (field) => `¿Me puede dar este dato: ${field}?`,
    answer: {
      address: (spoken) => `Claro, vivo en ${spoken}.`,
      date_of_birth: (spoken) => `Nací el ${spoken}.`,
      email: (spoken) => `Es ${spoken}.`,
      employer: (spoken) => `Trabajo para ${spoken}.`,
      insurance: (spoken) => `Estoy con ${spoken}.`,
    },
    doNotKnow: "No lo tengo a la mano, lo siento.",
    noted: "Gracias.",
    notNoted: "No pude anotarlo. Alguien de la oficina se comunicará con usted.",
    closing: "Es todo lo que necesitaba. El bufete revisará lo que me dijo. Que tenga buen día.",
    goodbye: "Gracias, adiós.",
    stop: "Por favor, dejen de llamarme. Ya no quiero estas llamadas.",
    stopNoted: "Entiendo. No le volveremos a llamar. Adiós.",
    callback: "Ahora estoy manejando. ¿Me pueden llamar después?",
    callbackWhen: "Mañana después de las tres de la tarde estaría bien.",
    callbackNoted: "Ya pedí que le devuelvan la llamada. Gracias, maneje con cuidado.",
    transfer: "Prefiero hablar con una persona de la oficina, por favor.",
    transferring: "Por supuesto. Le comunico ahora.",
    transferLater: "Ya avisé al personal. Le llamarán en cuanto puedan.",
    voicemailGreeting: (name) => `Hola, es el buzón de ${name}. No puedo contestar. Deje su mensaje después del tono.`,
  },
};
