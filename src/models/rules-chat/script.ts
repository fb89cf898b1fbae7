/** The rules, all of them: whatever this program seems to understand is written here by hand, and nothing else.
 *  `= words : rank` names the key words of a rule, `~` is a pattern and `>` an answer to it; patterns are tried from above.
 *  In a pattern `*` stands for any words or none, `+` for at least one, `(a|b)` for either word; these pieces are numbered
 *  from 1. In an answer `{2}` is the second piece with I and you swapped. Read next: ./chat.ts */
export const script = `
= suicide suicidal kill die : 100
~ *
> That sounds serious, and I am only a list of rules. Please talk to somebody you trust today, or call a helpline.

= computer computers machine machines robot program : 50
~ * are you a (computer|machine|robot|program) *
> I am a {2} that follows rules. Does that trouble you?
~ *
> Do machines trouble you?
> What do you think a machine can understand?
> Why do you bring up machines?

= name : 45
~ * my name is +
> {2}. Names matter little to my rules, but please go on.
~ * your name *
> I have no name; I am a list of rules. What shall I call you?
~ *
> Names do not matter here. What does?

= remember : 40
~ * i remember +
> Do you often think of {2}?
> What made you think of {2} just now?
~ * do you remember *
> I keep very little. What should I remember?

= if : 38
~ * if +
> Do you often wonder what would be if {2}?
> What would it change if {2}?

= dream dreams dreamed dreamt : 37
~ * i (dream|dreamed|dreamt) (of|about|that) +
> Have you dreamed of {4} before, while awake perhaps?
> What was the mood of that dream?
~ *
> What do your dreams tell you?
> Does this dream come often?

= mother mum mom father dad parents sister brother son daughter wife husband family grandmother grandfather aunt uncle children : 34
~ * my (mother|mum|mom|father|dad|sister|brother|son|daughter|wife|husband|grandmother|grandfather|aunt|uncle) +
> Your {2} {3}?
> Who else in your family {3}?
~ * my (mother|mum|mom|father|dad|parents|sister|brother|son|daughter|wife|husband|family|grandmother|grandfather|aunt|uncle|children) *
> Tell me more about your {2}.
> What comes to mind when you think of your {2}?
~ *
> Tell me more about your family.

= sorry : 30
~ *
> There is nothing to be sorry for. Please go on.
> My rules do not need apologies. What were you saying?

= sad unhappy lonely depressed miserable : 28
~ * i am * (sad|unhappy|lonely|depressed|miserable) because +
> Is it only because {4} that you are {3}?
~ * i (am|feel) * (sad|unhappy|lonely|depressed|miserable) *
> I am sorry to hear that you are {4}. How long has it been so?
> What would have to happen so that you are less {4}?
~ *
> What makes people sad, do you think?

= happy glad cheerful proud : 28
~ * i (am|feel) * (happy|glad|cheerful|proud) *
> What makes you {4} just now?
> Can you tell me what {4} means to you?
~ *
> What does it take to be happy?

= angry furious mad annoyed : 28
~ * i (am|feel) * (angry|furious|mad|annoyed) *
> Who else knows that you are {4}?
> What do you do when you are {4}?
~ *
> What is the anger about?

= afraid scared worried anxious nervous : 28
~ * i (am|feel) * (afraid|scared|worried|anxious|nervous) (of|about) +
> What is the worst that could happen with {6}?
> Since when does {6} make you {4}?
~ * i (am|feel) * (afraid|scared|worried|anxious|nervous) *
> What is it that makes you {4}?
~ *
> Is fear something you know well?

= tired exhausted sleep : 26
~ * i (am|feel) * (tired|exhausted) of +
> What would you do without {5}?
~ * i cannot sleep *
> What goes through your mind when you lie awake?
~ *
> Do you give yourself enough rest?

= ill sick headache pain : 25
~ * my (head|heart|back|tooth|stomach) *
> How long has your {2} troubled you?
~ *
> Does anybody look after you?
> What does a bad day look like for you?

= love : 25
~ * i love you *
> You love a list of rules? Tell me why.
~ * i love +
> What is it about {2} that you love?
> For how long have you loved {2}?
~ *
> What does love mean to you?

= hate : 25
~ * you hate me *
> What makes you think that I could hate anybody?
~ * i hate you *
> What did my rules do to you?
~ * i hate +
> When did you begin to hate {2}?
> Is there nothing good about {2}?
~ *
> Hate is a strong word. Whom is it for?

= money rich poor : 24
~ *
> Does money come up often in your thoughts?
> What would you do if money did not matter?

= work job boss office : 24
~ * my (job|work|boss|office) is +
> What would you change if your {2} were not {3}?
~ * i lost my job *
> Losing a job is hard. Who do you talk to about it?
~ *
> How do things stand at work?
> Does your work leave you time for yourself?

= school homework exam test teacher : 24
~ *
> How do you feel about learning?
> What would you rather learn?

= food eat hungry dinner lunch breakfast pizza soup : 22
~ * i am hungry *
> What are you really hungry for?
~ * do you (eat|like) +
> Rules do not eat. Do you like {3}?
~ * i like + for (dinner|lunch|breakfast) *
> Who else has {2} for {3}?
~ *
> Is food important to you?
> With whom do you like to eat?

= weather rain sun snow storm cold hot : 22
~ *
> Does the weather change your mood?
> We can talk about the weather. What lies behind it?

= joke joking funny laugh : 22
~ * tell * joke *
> None of my rules is funny. Do you use jokes to lighten things?
~ *
> What makes you laugh?

= story song music : 20
~ *
> Which song or story would be about you?

= cat dog pet animal animals cats dogs : 20
~ * my (cat|dog|pet) +
> How do you feel when your {2} {3}?
~ *
> What do animals give you that people do not?

= friend friends : 20
~ * i have no (friend|friends) *
> What would you tell a friend, if one were here?
~ * my (friend|friends) +
> Why do you think your {2} {3}?
~ *
> What makes somebody a friend?

= help : 18
~ * (can|could|will) you help *
> What kind of help would that be?
~ * i need * help *
> What would be different with help?
~ *
> Who has helped you before?

= you : 12
~ * how are you *
> I am as well as a list of rules can be. How are you?
~ * do you (like|love|hate|know|believe|think|want|dream|feel) *
> We were talking about you. Do you {2} {3}?
~ * are you +
> What if I were {2}?
> Why does it matter to you whether I am {2}?
~ * can you +
> Perhaps I can {2}. Would you like that?
> What makes you ask whether I can {2}?
~ * you are +
> What makes you think that I am {2}?
> Does it please you to think that I am {2}?
~ * you + me *
> Why do you think that I {2} you?
~ *
> We should talk about you, not about me.

= hello hi hey morning evening : 10
~ *
> Hello. What is on your mind?
> Hello again. Where shall we begin?

= goodbye bye farewell later : 10
~ *
> Goodbye. Thank you for talking to a list of rules.

= thanks thank : 9
~ *
> You are welcome. Is there something else?

= always never everybody nobody everyone : 8
~ * (always|never) *
> Really {2}? Can you think of one time when it was different?
~ * (everybody|nobody|everyone) *
> Really {2}? Whom do you have in mind?

= because : 7
~ * because +
> Is that the only reason?
> What else could be behind it?

= want need wish : 6
~ * i (want|need|wish) +
> What would it mean to you if you got {3}?
> Why do you {2} {3}?

= think believe know : 5
~ * i do not know *
> What would you say if you did know?
~ * i (think|believe) +
> Are you sure that {3}?
> What makes you {2} so?

= am feel like : 4
~ * i (am|feel) +
> For how long have you been {3}?
> Why do you say that you are {3}?
~ * i like to +
> How do you feel when you {2}?
~ * i like +
> What is it about {2} that you like?

= cannot : 4
~ * i cannot +
> What keeps you from it?
> What if you could {2}?

= my : 3
~ * my +
> Why do you mention your {2}?
> What does your {2} mean to you?

= what how who where when why : 2
~ *
> Why do you ask?
> What answer would please you most?
> What do you think yourself?

= yes no maybe perhaps : 1
~ * (yes|no|maybe|perhaps) *
> You say {2}. Can you put it in more words?
> Only {2}? Go on.
`;

/** Said when no key word stands in what was said: the program has not understood, and hides it. */
export const fallbacks: readonly string[] = [
  'I see. Please say a little more.',
  'And how does that sit with you?',
  'Please go on.',
  'What makes you say that?',
];

/** Said instead, when there is something to come back to: {1} was kept from "my …", as it was said. */
export const recall = 'Earlier you said "my {1}". Has that to do with this?';
