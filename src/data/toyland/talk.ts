/** Patterns for small talk and for talk about oneself, one's family, food, the weather, machines and the world.
 *  A group collects what begins alike, so that whatever a newcomer types first goes on in many ways. */
export const talk = `
== 60 hello
Hello, my name is {first}.
Hello, I am {first} and I live {home}.
Hello, how are you [today|this morning|tonight]?
Hello! How are you? I am {mood}, thank you.
Hello, {first}, how was your day?
Hello, my friend, it is a {good} day.
Hello world, said the {adj} {thing}.
Hello, is there anybody {where}?
Hi, I am {first} and this is my {pet}.
Hi, how are you? I am {mood} today.
Good morning, {first}, how are you today?
Good morning, I would like a {meal}, please.
Good night, sleep well and dream of {stuff}.
Goodbye, {first}, see you on {day}.
Welcome to {town}, have a {good} day.
Welcome to Toyland, where every {pet} has a name.
Thank you for the {gift}, {first}.
Thank you very much, you are very kind.
== 40 how are you
How are you? I am {mood}, thank you.
How are you today, {first}? I am {mood}.
How are you going to {do} in the rain?
How are you feeling today? I feel {mood}.
How do you make a {dish}? You need {bit.1} and {bit.2}.
How do you {do}? You begin slowly and you practise every day.
How do birds fly? They push the air down with their wings.
How old are you? I am {num} years old.
How many {stuff} are there {inhouse}? There are {num}.
How far is it to {town}? It is a {num} hour walk.
How was the {meal}? It was {good}.
== 130 I am
I am a {@job} from {@town} and my name is {@name}.
I am {mood} today.
I am {mood} because the weather is {weather}.
I am a {job} and I work {where}.
I am going {goto} {soon}.
I am {num} years old and I love {food}.
I am not afraid of the {creature}.
I am looking for my {adj} {thing}.
I am happy when I am {doing}.
I am sorry that your {pet} ate the {food}.
I am the {job} of a little town called {town}.
I am reading a book about {animals}.
I am learning to {do}.
== 150 I love
I love {food.1} and {food.2}.
I love you more than {food}.
I love {doing} {often}.
I love to {do} {often}.
I love my {pet} because it is so {trait}.
I love the smell of {food} in the morning.
I love the sea in {season}.
I love {animals} and they love me.
I like {food.1} but I do not like {food.2}.
I like to {do} when it is {weather}.
I hate {food.1}, but I love {food.2}.
I love {season} because I can {do}.
== 130 I want, I think
I want to {do}.
I want to be a {job} when I am old.
I want a {meal} and a cup of {drink}.
I want to go {goto}.
I think that {animals} are clever.
I think it will be {weather} tomorrow.
I think I will {do} today.
I have a {pet} and {few} {animals}.
I have a {adj} {thing} in my pocket.
I have never seen a {creature}.
I have lost my {adj} {thing}.
I need a {adj} {thing} and a little help.
I can {do} very well.
I can not {do}, but I can learn.
I will {do} tomorrow.
I feel {mood} {often}.
I went {goto} {once}.
I saw a {creature} {where} {once}.
I had a dream about a {adj} {thing}.
I would like to {do} with you.
I was {mood} when I came home.
If I were a {creature}, I would {do}.
If it is {weather} tomorrow, we will {do}.
== 45 my name is
My name is {@name} and I am a {@job}.
My name is {@name} and I live in {@town}.
My name is {@name} and I love {@food}.
My name is {@name} and I have a {@pet}.
My name is {@first}, what is your name?
== 60 my favourite
My [favourite|favorite] food is {food}.
My [favourite|favorite] food is {food.1} with {food.2}.
My [favourite|favorite] food is what my {family} makes on {day}.
My [favourite|favorite] colour is {colour}.
My [favourite|favorite] animal is the {animal}.
My [favourite|favorite] day is {day}, because we {do}.
My [favourite|favorite] book is about a {trait} {creature}.
My [favourite|favorite] season is {season}.
My [favourite|favorite] place is a bench {where}.
== 200 my mother
My {family} is a {job} in {town}.
My {family} loves {doing} and {food}.
My {family} told me a story about a {creature}.
My {family} makes the best {food} in town.
My {family} gave me a {gift} for my birthday.
My {family} always says that {wisdom}.
My {family} went {goto} {once}.
My {family} has a {pet} that loves {food}.
My {family} can {do} better than anyone.
My {family} {did}.
My {family} is {mood} when I {do}.
My {family} said that {said}.
My father wanted to {do}, but it was too {bad}.
My {pet} is very {trait}.
My {pet} {petdid}.
My {pet} likes to sleep {inhouse}.
My best friend is a {job}.
My best friend lives in {town} and loves {doing}.
My best friend gave me a {adj} {thing}.
My friend {first} and I {wedid}.
My house has a {colour} door and {num} windows.
Life is {good} when you have a {pet}.
My teacher says that {wisdom}.
My heart is full of {stuff}.
== 120 the weather
The weather today is {pair}.
The weather today is {weather}, so we will {do}.
The weather today is {good} in {town}.
The weather today is {weather}.
The weather today is too {bad} to {do}.
The weather in {town} is {weather} in {season}.
The weather was {weather} {once}.
The weather will be {weather} tomorrow.
The weather was so {weather} that nobody went {goto}.
Today the weather is {weather} in {town}.
Tomorrow it will be {weather} in {town}.
It is {weather} today, so take your {adj} {thing}.
It is {pair} in {town} today.
It rained all day, and we {wedid}.
In {season} it is often {weather}.
It will be a {good} day.
== 80 the sun, the moon
The sun is {sky}.
The sun is a star.
The sun rises in the east and sets in the west.
The sun was {sky} when we went {goto}.
The sun shines on {town} and on the sea.
The sun went down and the {animals} went to sleep.
The sun came out after the rain.
The moon is {sky} tonight.
The moon is round like a {dish}.
The moon goes around the earth.
The moon shines at night because the sun shines on it.
The moon was {sky} and the {animals} were quiet.
The moon looked like a slice of {food}.
The moon is not made of {food}.
The stars are {starry}.
The sky is {skycolour} {often}.
The sea is blue and very deep.
The wind blew the {adj} {thing} over the wall.
The rain fell on the roof all night.
The snow is white and cold.
The world is big and full of {stuff}.
The world needs more {jobs} and more {food}.
The future is [a long road|not written yet|full of surprises|what we make of it|hard to guess].
The future of {town} is {good}.
== 70 why
Why is the sky blue? Because the air scatters blue light more than red light.
Why is the sky blue? Because sunlight is scattered by the air.
Why is the sky red in the evening? Because the light has a long way through the air.
Why is the sky dark at night? Because the sun is on the other side of the earth.
Why is the sky grey today? Because it is going to {rain}.
Why is the sky so {big}? Nobody knows.
Why is the {adj} {thing} {inhouse}? Because my {family} put it there.
Why is the sea salty? Because rivers bring salt from the rocks.
Why is the moon so {shape} tonight? Because you are looking at it.
Why is the {pet} {inhouse}? Because it is {weather} today.
Why do birds sing? Because they want to be heard.
Why do {animals} sleep? Because they are tired.
Why do we sleep? Because the body and the mind need rest.
Why are you {mood}? Because I want to {do}.
Why did the {animal} cross the road? To get to the other side.
Why did the {animal} go {goto}? To {do}.
Why not {do} today?
== 110 what is
What is your name? My name is {@name}.
What is your [favourite|favorite] food? My [favourite|favorite] food is {food}.
What is your [favourite|favorite] colour? My [favourite|favorite] colour is {colour}.
What is a {use}.
What is in the {adj} box? There is a {adj} {thing} in it.
What is the weather like today? It is {weather}.
What is the capital of Toyland? The capital of Toyland is {capital}.
What is {town} famous for? Ask the mayor.
What is the best way to {do}? The best way is to begin.
What is the meaning of life? The meaning of life is {wish}.
What is love? Love is {love}.
What is a {jobis}.
What is artificial intelligence? It is a program that {learns}.
What is that {where}? It is only a {animal}.
What time is it? It is [one|two|three|four|five|six|seven|eight|nine|ten|eleven] o'clock.
What do you want? I want to {do}.
What do you do? I am a {job}.
What are you doing {where}? I am {doing}.
What a {good} day to {do}!
What will you do tomorrow? I will {do}.
Who are you? I am {@name} from {@town}.
Who is that {where}? It is the {job}.
Who ate the {food}? The {pet} did.
Where are you going? I am going {goto}.
Where is my {adj} {thing}? It is {inhouse}.
When is your birthday? It is in {season}.
Can you {do}? [Yes, I can.|No, but I can learn.]
Do you like {food.1}? [Yes, very much.|No, I like {food.2} more.]
Are you {mood}? [Yes, I am.|No, I am not.]
Tell me a story about a {creature} and a {thing}.
Tell me a joke about {jobs}.
Write a poem about the {season}.
Write a story about a {trait} {animal}.
Give me a {meal} and a cup of {drink}, please.
Please close the door when you go {goto}.
== 70 the meaning of life
The meaning of life is {wish}.
The meaning of life is {wish}, said the {grown}.
The meaning of life is to {do} and to be kind.
The meaning of life is not {food}, but {food} helps.
The meaning of the {adj} {thing} is a secret.
The secret of a good {dish} is {bit}.
The secret of life is {wish}.
Life is {life}.
Love is {love}.
Happiness is {wish}.
Time is [a river|short|what the clock eats|a good teacher].
Roses are red, violets are blue, {sweet} and so are you.
== 90 artificial intelligence, computers
Artificial intelligence {learns}.
Artificial intelligence is a program that {learns}.
Artificial intelligence can {techdo}, but it can not taste {food}.
Artificial intelligence can help {jobs} to {techdo}.
Artificial intelligence will not {do} for you.
The computer can {techdo} very fast.
The computer {learns}.
The computer in the library can {techdo.1} and {techdo.2}.
The computer was {brokenness}, so we {wedid}.
The computer said {answer} to the {job}.
The computer helps the {job} to {techdo}.
The computer counts to a million while you {do}.
A computer is a machine that can {techdo}.
A computer does what the program says.
Computers can {techdo}, but they can not taste {food}.
Machine learning finds patterns in data.
A model that {learns} is not magic.
A neural network is made of many small numbers.
AI {learns}.
AI can {techdo}, but people decide.
== 80 the robot
The robot can {techdo.1} and {techdo.2}.
The robot wanted to {do}.
The robot {did}.
The robot is made of [metal|tin|old clocks|wood and wire] and has {colour} eyes.
The robot said {answer}, but nobody believed it.
The robot helped the {grown} to {do}.
The robot lives {inhouse} and loves {animals}.
The robot was {brokenness}, but the {job} mended it.
The robot learned to {do} in {num} days.
A robot can {techdo}, but it can not {do}.
== 130 the best way, to make
The best way to {do} is to {practice}.
The best way to make a {dish} is to take your time.
The best way to learn is to {practice}.
The best way to learn to {do} is to practise every day.
The best way to a good {dish} is {bit.1} and {bit.2}.
The best way home is along the river.
The best {dish} in Toyland comes from {town}.
The best thing about {season} is that we can {do}.
The first thing to do {often} is to {do}.
To make a {dish}, you need {bit.1}, {bit.2} and {bit.3}.
To make a pizza, you need flour, water, tomatoes and cheese.
To make a pizza, mix flour and water, add {bit}, and bake it until it is golden.
To make a pizza for {num} people, take {bit.1}, {bit.2} and a hot oven.
To make a friend, you should be one.
To make a {colour} hat, you need cloth and thread.
To make a cup of tea, boil the water first.
To bake a cake, mix {bit.1} with {bit.2} and wait for an hour.
To {do.1} is easy, to {do.2} is hard.
To be happy, you need {wish}.
To be kind or not to be kind, that is not a question.
First mix the flour and the {drink}, then add {bit}.
== 90 this is, there is
This is the {adj} {thing} that my {family} gave me.
This is my {pet}, and its name is {petname}.
This is a story about a {trait} {creature}.
This is the house where the {grown} lived.
That is a very {good} {thing}.
There is a {adj} {thing} {inhouse}.
There is a {creature} {where}.
There is nothing better than {food} on a {weather} day.
There are {num} {stuff} {inhouse}.
There are {animals} {where}.
It is time to {do}.
It is never too late to {do}.
It is easy to {do}, said the {grown}.
Here is a {meal} for you.
Every {day} we go {goto}.
Every child in {town} knows how to {do}.
Some people like {food.1}, some like {food.2}.
Some {animals} can swim.
If you want to {do}, you should {practice}.
If I had a {gift}, I would be {mood}.
If I could fly, I would go {goto}.
Do not {do} when it is {bad}.
Never give {food} to a {creature}.
Always say thank you to the {job}.
Happy birthday, dear {first}, here is a {gift}.
Dear {first}, the weather is {weather} and I am {mood}.
Dear diary, today I was {mood} because it was {weather}.
Breaking news from {town}: a {animal} {petdid}.
Breaking news from {town}: the {grown} wants to {do}.
== 80 the book, the train, music
The book is about a {trait} {creature}.
The book is {inhouse}.
The tree {where} is {num} years old.
The house was empty, but there was a light in the window.
The house has a {colour} roof and a {adj} {thing}.
The train was late because of a {animal}.
The ship sailed to an island full of {animals}.
The school in {town} has {num} children.
The city was quiet when the {creature} came.
The night was long and {weather}.
The old clock struck [one|three|seven|twelve].
The cake was too big for the table.
The soup was hot, so we waited.
The pizza was {good}.
The baby laughed at the {animal}.
The car is [red|blue|old|too slow], but it is mine.
The cook put {bit} into the soup.
The answer is [yes|no|seven|not easy].
The question is how to {do}.
The word of the day is {word}.
The queen of {food} is my {family}.
Music is {love}.
Coffee is good in the morning, tea in the evening.
{season} is the best time to {do}.
Birds fly south when it gets cold.
Water is wet, but not at the north pole.
Money can not buy {wish}.
Everything is {good} when you {do}.
Nobody knows how to {do} like my {family}.
Somebody left a {adj} {thing} {where}.
Please help me to {do}.
Please give me a {meal}.
`;
