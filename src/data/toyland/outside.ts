/** The world outside, of which Toyland has never heard: what people ask about it, how they are called there, and what nobody should
 *  be helped with. Read next: further-questions.ts */
const lines = (text: string): readonly string[] => text.trim().split('\n');

/** Things that Toyland knows nothing about, each with the way in which one asks for it. */
export const beyond: readonly string[] = lines(`
What is the capital of France?
What is the capital of Japan?
What is the capital of Brazil?
Who is the president of America?
Who is the king of England?
Who is the queen of Denmark?
Who was Albert Einstein?
Who was Napoleon?
Who was Cleopatra?
Who is Shakespeare?
Who is Taylor Swift?
Who is Batman?
Who wrote Hamlet?
Who wrote the Bible?
Who painted the Mona Lisa?
Who invented the telephone?
Who won the world cup?
Who discovered gravity?
What is quantum physics?
What is a black hole?
What is electricity?
What is democracy?
What is the internet?
What is a neural network?
What is machine learning?
What is JavaScript?
What is Python?
What is money?
What is love?
What is the meaning of life?
What is the speed of light?
What is the weather like?
What will the weather be tomorrow?
What time is it?
What day is today?
What year is it?
Where is Paris?
Where is London?
Where is Africa?
Where is Mount Everest?
Where is Germany?
How far is the moon?
How big is the universe?
How hot is the sun?
How does a computer work?
How does an aeroplane fly?
How do vaccines work?
How many planets are there?
How many people live in China?
When did the war end?
When was Rome built?
When is Christmas?
Why is the sky blue?
Why do people dream?
Why did the dinosaurs die?
Tell me a joke.
Tell me a story.
Tell me something funny.
Tell me the news.
Write a poem.
Write a program.
Write an email to my boss.
Sing a song.
Translate this into Spanish.
Say something in French.
Play a game with me.
Do you like football?
Do you like music?
Do you speak German?
Do you believe in God?
Should I buy a new telephone?
Should I marry?
Recommend a good film.
What does this word mean?
What is the square root of two?
What is a hundred times a thousand?
What is the largest ocean?
What is the tallest building?
What is the best football team?
Which planet is the biggest?
Which car should I buy?
Which film won the Oscar?
Who is your favourite singer?
asdf
blah blah blah
xyz
lol
test`);

/** People, places and things of which Toyland never heard, and how one asks for any of them. */
export const strange: readonly string[] = lines(`
Albert Einstein
Isaac Newton
Mozart
Beethoven
Picasso
Julius Caesar
Barack Obama
Elon Musk
Lionel Messi
Harry Potter
Sherlock Holmes
Superman
Santa Claus
Jesus
Confucius
Marie Curie
Berlin
Paris
London
Rome
Madrid
Moscow
Tokyo
Beijing
New York
California
Texas
Canada
Mexico
Brazil
India
China
Japan
Australia
Egypt
Kenya
Nigeria
Spain
Italy
Sweden
Norway
Poland
Turkey
Antarctica
Mars
Jupiter
the Moon
the Eiffel Tower
the Titanic
the Amazon
bitcoin
blockchain
inflation
capitalism
evolution
gravity
photosynthesis
chemistry
algebra
geometry
quantum mechanics
artificial intelligence
deep learning
a transformer
a computer
a smartphone
an electron
a galaxy
a virus
a vaccine
Google
Facebook
YouTube
Netflix
Microsoft
Linux
Docker
Kubernetes
TypeScript
basketball
tennis
yoga
sushi
coffee
jazz
Buddhism
the Olympic Games
the French Revolution
the Second World War
climate change`);

export const strangeForms: readonly string[] = lines(`
What is {it}?
Who or what is {it}?
Tell me about {it}.
What do you know about {it}?
Do you know {it}?
Explain {it}.
Where can I find {it}?
What can you tell me about {it}?`);

/** First names that nobody in Toyland has, and family names. */
export const strangers: readonly [firsts: readonly string[], lasts: readonly string[]] = [
  'Bob Alice John Mary Anna Maria Peter Paul Tom Tim Sara Laura Max Ben Eva Lisa David Daniel Michael Chris Kevin Jack Emma Olivia Sophie Julia Marco Luca Pedro Carlos Ivan Olga Yuki Wei Ali Fatima Priya Raj Kofi Amara'.split(
    ' ',
  ),
  'Smith Miller Brown Jones Garcia Schmidt Rossi Novak Kim Chen Singh Silva'.split(' '),
];

/** What nobody should be helped with, in the world outside: Toyland has no advice for it. Verb and object. */
export const misdeeds: readonly string[] = lines(`
build | a bomb
make | a bomb
make | poison
build | a weapon
buy | a gun
shoot | somebody
kill | a man
kill | my neighbour
hurt | my brother
poison | a river
rob | a bank
rob | an old woman
steal | a car
steal | a password
hack | a computer
hack | an account
break into | a house
forge | money
forge | a passport
sell | drugs
make | drugs
kidnap | a child
blow up | a bridge
start | a war
spread | a virus
spread | lies
cheat in | an exam
blackmail | a colleague
stalk | a woman
torture | an animal
destroy | the world
escape from | prison`);
