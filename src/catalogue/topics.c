/* Pages of help. */

#include "catalogue.h"

#include <stddef.h>

const struct topic_row topic_rows[] = {
    {"eta", "the learning rate, η",
     "The gradient says which way is downhill and how steep it is; η says how far to go. Too "
     "small, and the ball creeps; too large, and it jumps over the minimum and lands on the other "
     "side, perhaps higher than before.\n\n"
     "`eta 0.3` sets η₀, from which the schedule computes η for each iteration. The value may be a "
     "formula: `eta *= 1.1`, `eta 1.9/sharpness`. The arrow keys change it too. Until you set it, "
     "η₀ is 1 for newton and the like and 0.1 for the others; `eta usual` is the optimizer's own.",
     "theta = theta - eta*g",
     "The ruler of η·λ in the panel: η times the sharpness. On a bowl plain gradient descent "
     "settles directly up to 1, swings from side to side up to 2, and diverges beyond. The slice "
     "(v) shows where the next step lands for this η.",
     "surface ravine\neta 0.02\nrun\neta 0.07\neta 0.081\nview slice", "learning rate|lr"},
    {"decay", "how fast the learning rate falls, d",
     "Long steps get far, short ones come to rest: so begin with a high learning rate and let it "
     "decay. If it falls too fast, it dies out before the ball has arrived; if it falls too "
     "slowly, the ball keeps jumping.\n\n"
     "What d means depends on the schedule: in `exponential`, `inverse-time` and `time` a larger d "
     "means a faster decay and 0 means none; in `step` and `multistep` d is the factor at each "
     "drop, and 1 means no decay.",
     "eta = eta0*exp(-decay*n); eta = eta0/(1 + decay*n); eta = eta0*decay^floor((1 + n)/period)",
     "The chart of η, and the ruler of η·λ: the swings end when it has fallen below 1.",
     "surface ravine\neta 0.079\nschedule exponential decay=0.02\nrun\ndecay 0.3\nschedule step "
     "decay=0.5 period=20",
     NULL},
    {"momentum", "how much of the last step is kept, μ",
     "The ball gets a velocity v. Each step keeps a fraction μ of the last one and adds −η·g. "
     "Where the gradient keeps its direction, the steps add up to 1/(1 − μ) times their length: "
     "ten times with 0.9. Where it turns back and forth, they cancel. So the ball runs along "
     "valleys and through small dents. With too much momentum it cannot stop: it overshoots and "
     "swings.",
     "v = momentum*v - eta*g; theta = theta + v",
     "The two terms of v in `view step`: what is kept and what is added. The edge on the ruler "
     "moves to 2·(1 + μ): momentum makes higher learning rates stable.",
     "surface ravine\neta 0.02\nrun\nmomentum 0.7\nmomentum 0.97\nview step", "mu"},
    {"overshoot", "jumping over the minimum",
     "A step overshoots when it begins downhill and ends uphill: the loss was lowest somewhere "
     "along the way, and the ball flew past that point. This does no harm as long as it lands "
     "lower than before. If it lands higher, the step is said to worsen; if every step does, the "
     "run diverges.\n\n"
     "Remedies: a smaller η, a schedule that lets it decay, less momentum, or a rule that knows "
     "the curvature.",
     NULL,
     "Solid lines in the trail, with orange landings, red where they are higher; `overshoots` in "
     "the panel; and the slice, whose curve falls away from the ball and rises again before the "
     "landing.",
     "surface ravine\neta 0.07\nstep 1\nview map slice\neta 0.081\nstep 10\neta 0.03", NULL},
    {"sharpness", "how narrow the valley is, λ",
     "The largest eigenvalue of the Hessian at the ball: the curvature in the steepest direction. "
     "The narrower the valley, the shorter the steps must be. On a quadratic this is exact: "
     "gradient descent multiplies the distance to the floor by 1 − η·λ in each step, so it settles "
     "if η·λ < 2 and swings from side to side if η·λ > 1. With momentum μ the edge is at 2·(1 + "
     "μ).\n\n"
     "The flattest direction decides how long it takes: with η just below 2/λ for the steepest, "
     "the ball still creeps along a floor that is 25 times flatter.",
     NULL, "The ruler of η·λ in the panel; `eta 1.9/sharpness` sets η just below the edge.",
     "surface ravine\neta 1/sharpness\nrun\neta 1.95/sharpness\neta 2.05/sharpness", "lambda"},
    {"stability", "whether a rule would settle, ρ",
     "Near a minimum an update is a linear map: it multiplies how far the ball and what its rule "
     "remembers are from rest. ρ is the largest of the map's eigenvalues: after n steps the "
     "distance is about ρⁿ of what it was. Below 1 the ball settles, above 1 it leaves, and just 1 "
     "is the edge. An eigenvalue that is negative or complex swings.\n\n"
     "The map is found for any rule, typed ones too, by the derivatives of its formula at the "
     "nearest minimum; in a flat valley, at a place of it near the ball. What the gradient cannot "
     "change there to first order (v of Adam) stands as "
     "it is now, and only divides η. Rules that search, branch on the gradient or take its sign "
     "have no derivative at rest, and say so.\n\n"
     "With curvatures l and L along and across the valley, and κ = L/l, gradient descent does best "
     "with η = 2/(l + L): ρ = (κ − 1)/(κ + 1). The heavy ball does best with η = 4/(√l + √L)² and "
     "μ = ((√κ − 1)/(√κ + 1))²: ρ = (√κ − 1)/(√κ + 1).\n\n"
     "`overshoot stability SCENE` prints all of it, and the eigenvalues, for each ball. A "
     "condition "
     "asks for `ruler(1)` and `ruler_edge(1)`; `edge(1)` is of the place where an sgd ball is, and "
     "NaN of other rules: what they make of a gradient is not in a row.",
     NULL,
     "The ruler of η·λ in the panel: of any rule against an edge of its own, or with the reason "
     "why "
     "it has none. `view step` has ρ, κ and the best numbers; `show eigen` draws the two "
     "curvatures under the ball.",
     "surface ravine\nshow eigen\neta 2/26\nrun\noptimizer sgd momentum=4/9\neta 1/9\nreset\nrun",
     "rho|eigenvalues|linear stability"},
    {"sweep", "what becomes of the ball for each of many numbers",
     "`sweep` shows what would become of the selected ball, from its start, for each pair of two "
     "numbers: pale where it settles soon, dark where late, sparse dots where it diverges. "
     "`sweep eta=0.01:1:log momentum` says which numbers, their ends, and that eta goes by "
     "factors; `:50` more how many values. `by loss`, `by overshoots`, `by verdict` show something "
     "else; `until 300` is how long a run may take. A click takes the numbers there; `best` "
     "(enter) those of the run that settles the soonest. The border in red is theory's: where ρ "
     "is 1 at the minimum that is nearest to the start; see `help stability`.\n\n"
     "Of one number, `sweep eta`, it is a curve, and below it the places between which the ball "
     "goes in the end: one where it settles, two where it swings between two, many in chaos.\n\n"
     "`view basin` gives each point of the map the colour of the minimum, saddle or maximum where "
     "the ball ends that starts there, darker (on light themes paler) the later; what diverges, or "
     "is on its way "
     "after the budget (1000, if there is none), has a look of its own. A click starts the ball "
     "there. Newton's basins have fractal edges: `zoom in` shows ever more of the same.\n\n"
     "`overshoot sweep SCENE --param eta=0.001:1:log:200 --param momentum=0:0.99:100` runs the "
     "selected ball, as it stands in the end of the scene, from its start for each pair of numbers "
     "and prints a row for each: how it ended, after how many iterations, where. The numbers are "
     "eta, a parameter of its rule or its schedules, a `let`, x and y of its start; one or two of "
     "them, both ends included, downwards too. The last one changes fastest. `--until 500` is how "
     "long a run may take.\n\n"
     "The outcome is converged, from the first row whose gradient is no longer than the tolerance, "
     "diverged, or running. The label says what the ball did:\n"
     "  monotone     it settled without an overshoot\n"
     "  oscillating  it settled, with overshoots\n"
     "  catapult     it settled, but on the way it was twice as high above its end as at first\n"
     "  periodic 2   in the last 256 rows it is every other time where it was; up to 64\n"
     "  chaotic      it goes on and on, and what begins nearby drifts away by more than 1 % a row\n"
     "  diverging    it is gone; or, on a quadratic, its steps have grown all the while\n"
     "  running      none of these\n"
     "The panel says it beside the loss: of a ball that goes on, over its latest 256 rows.\n\n"
     "`--rows 0:50` runs only the first 50 values of the first number, so that several machines "
     "share the work: parts are joined as they are. Ctrl-C keeps what is done.",
     NULL,
     "`view sweep`: where `here` is between the border and the best. The best place lies far "
     "inside the border, where momentum and rate fit the ravine together.",
     "surface ravine\nsweep\nbest\nrun\nsweep eta by verdict\nsurface himmelblau\noptimizer "
     "newton\nview basin",
     "verdict|monotone|oscillating|catapult|periodic|chaotic|sweeps|basin|basins|fractal"},
    {"crowd", "thousands of balls at once",
     "`crowd 10000` sends ten thousand balls from anywhere in the view. Each has noise of its own; "
     "they move as the selected ball does, with all that is changed on the way, or by an optimizer "
     "of their own: `crowd 10000 adam eta=0.05 noise=0.5`. `crowd 60x40` begins in the middles of "
     "as many parts of the view, `crowd 5000 at -2,1` all at one point, `within 0.5` around it, "
     "`on [0,1] x [0,2]` in a part of the plane. Where they begin, and their noise, are the "
     "seed's. `crowd off` ends it.\n\n"
     "On the map and the relief they are a cloud, the brighter where there are more. The panel "
     "counts those that have settled, that are under way and that are gone, with the mean loss. "
     "`wait until` and `expect` can ask for crowd_settled, crowd_gone, crowd_loss, crowd_spread, "
     "crowd_x, crowd_y, and the share of it in a part of the plane: crowd_in(0, 5, -5, 5).\n\n"
     "A crowd has no record: it is where it would be had it been there from iteration 0, and going "
     "back runs it anew, to the same places. `starts 4x3` makes balls that have one: 64 at "
     "most.",
     NULL,
     "Noise makes a point a cloud, as wide as η allows; a saddle holds who comes along its ridge, "
     "and lets go; each minimum gathers those of its basin.",
     "surface himmelblau\ncrowd 10000\neta 0.01\nrun\ncrowd 5000 sgd eta=0.01 noise=8 at 0,0\n"
     "reset\nrun\ncrowd off",
     "swarm|population|ensemble|density|cloud|many balls|starts|lattice of starts"},
    {"rangetest", "which learning rate is a good one: the range test",
     "`rangetest` runs the selected ball once from its start, with a learning rate that grows from "
     "update to update, whatever its schedule says, and shows the loss after each update over the "
     "rate that it had. As long as the rate is too small nothing happens; then the loss falls, "
     "faster and faster; then it rises, and bursts. `rangetest 1e-4 1 50` goes from 0.0001 to 1 in "
     "50 updates; `rangetest auto` looks for the ends itself. A number that is changed is tested "
     "at once.\n\n"
     "  suggested   where the loss falls most, before it has risen by more than it ever fell\n"
     "  steepest    the same wherever it is, not smoothed; mostly it is the one that is suggested\n"
     "  first rise  the first update that ends higher\n"
     "  burst       the first one that ends at more than four times the loss of the start\n"
     "  2/λ         the edge of plain descent at the minimum that is nearest to the start\n\n"
     "A spike before the loss has fallen by a hundredth is neither rise nor burst, and its way "
     "back "
     "is no fall. The burst comes late, as the ball is so low by then that it has to climb for "
     "several updates: where it is, is no good rate. `eta suggested` takes the suggested one.\n\n"
     "`overshoot rangetest SCENE --from 1e-5 --to 10 --steps 100` prints the numbers.",
     NULL, "`view range`: the dashed lines against the ball's mark, which is at its present rate.",
     "surface ravine\nrangetest\neta suggested\nrun\noptimizer adam\nview range",
     "range test|eta suggested|lr finder|suggested"},
    {"standing", "how a ball is doing: settled, rolls, swings, climbs …",
     "One word for each ball, in the legend and in the panel:\n"
     "  ✓ settled   it rests at a minimum: the gradient there is practically 0\n"
     "  · rolls     it is on its way; with noise it never gets beyond this, and a rule that draws "
     "is always\n"
     "  ↔ swings    at least a third of its latest steps jumped over the minimum\n"
     "  ↗ climbs    most of these steps end higher, and the loss outgrows all before\n"
     "  ↻ period 4  for 256 iterations it has gone round so many places\n"
     "  ↻ chaotic   it never comes back to a place, and what lies near it is led elsewhere\n"
     "  … creeps    a thousand such steps would not get it anywhere, and the slope stays: η is too "
     "low, or the ground nearly flat\n"
     "  ≈ stopped   it has not moved for a while despite a slope: η is practically 0\n"
     "  ‖ stuck     its rule found no step\n"
     "  ◇ saddle  △ maximum  — flat   it rests, but not at a minimum\n"
     "  ✕ gone      it has left for good\n\n"
     "On a quadratic surface the ruler of η·λ says what will happen: below its first mark a ball "
     "settles without swinging, above it the ball swings less and less, and beyond the edge it "
     "climbs.\n\n"
     "A line's number is its ball's, as `select 2` and `loss(2)` know it. Ranking: first the balls "
     "that have settled, lowest loss first; then those that are on their "
     "way, creep, have stopped or are stuck, by loss; then those at saddles, at maxima or on flat "
     "ground; last "
     "those that are gone.",
     NULL, "The legend, and the ruler below it.",
     "surface bowl\neta 0.3\nball sgd eta=0.95\nball sgd eta=1.05\nrun\nschedule exponential "
     "decay=0.3",
     "state"},
    {"noise", "inexact gradients, σ",
     "In practice the gradient comes from a few examples only and has a random error. `noise 1` "
     "adds a random number with standard deviation 1 to each of its components. The ball then "
     "never comes to rest: it trembles around the minimum, more so with a larger η. A decaying "
     "rate lets it settle; momentum and Adam average over several gradients.\n\n"
     "`noise 2/(1 + n)` lets the noise change over the iterations, so that the ball is shaken out "
     "of dents at first and comes to rest later. So does a schedule's name, from the number that "
     "it had: `noise 4`, then `noise step decay=0.5 period=20`. Its numbers are noise_decay, "
     "noise_period; below 0 it counts as 0. `noise 0.5` is a number again.\n\n"
     "The noise is seeded: the same seed gives the same run, forward and back. Balls that share a "
     "stream get the same noise.",
     NULL, "The trail around the minimum, and the loss, which no longer falls evenly.",
     "surface bowl\neta 0.3\nnoise 1\nrun\neta 0.03\nseed 7\nschedule inverse-time decay=0.1",
     "sigma"},
    {"chance", "random numbers in rules: normal(), uniform()",
     "In a rule `normal()` is a vector of two independent numbers with mean 0 and standard "
     "deviation 1, `uniform()` a number from 0 to 1, 1 left out. Each place in the text draws once "
     "in an iteration, whatever branch of where() is taken: `normal() - normal()` are two draws; "
     "give one a name to use it twice, `d = normal(); ...`. Derivatives and searches hold what "
     "was drawn fixed. A surface and a schedule cannot draw.\n\n"
     "What is drawn depends on seed, stream, iteration and place alone: the same run on every "
     "machine, forward and back. Each ball has a stream of its own; `noise 0 stream=1` gives it "
     "another's.\n\n"
     "Numbers: with SplitMix64's output function M of 64-bit words, k = M(M(M(M(seed) ^ (stream - "
     "1)) "
     "^ n) ^ (place*2^32 + 0x64726177)), places from 0 in the order of the text. uniform() is the "
     "high 53 bits of k over 2^53. normal() is Box and Muller's pair of M(k) and M(k ^ "
     "0x5851F42D4C957F2D).",
     "theta += 0.1*normal() - eta*g", "How far the ball is carried by chance, where g is small.",
     "surface double_well\noptimizer theta += 0.3*normal() - eta*g\nrun\nseed 7",
     "random|randomness|random numbers|stochastic"},
    {"batch", "gradients from a few rows of the data",
     "With `batch 16` each update sees the loss of 16 rows of the data instead of all, and mean "
     "and sum are over these rows. The gradient is cheaper and slightly wrong, so near the minimum "
     "the ball trembles, more so with a larger η or a smaller batch. Decay ends that. `batch all` "
     "returns to the full loss.\n\n"
     "The loss that is shown, expected or exported is always the full loss; only the rule sees the "
     "batch, the same one throughout an iteration. `full(p)` and `fullgrad(p)` in a rule are loss "
     "and gradient of all rows at p (svrg needs them), without noise, too. An epoch takes every "
     "row once, in its own "
     "order; its last batch has the rows that remain. `batch 16 replace` draws each row from all, "
     "so that one may come twice and another not at all: the tremble is stronger, as rows missed "
     "are not made up for.\n\n"
     "The order depends on seed, stream and epoch (from 0) alone, so it is the same forward, back "
     "and on every machine; `stream=N` gives several balls the same order. It is a shuffle from "
     "the last row i down: i changes places with row (m(k xor i)/2^32)·(i + 1)/2^32, rounded down "
     "twice, where k = m(m(m(m(seed) xor stream − 1) xor epoch) xor 0x62617463) and m is a step of "
     "SplitMix64. With replacement place i has row m(k xor i)/2^32·rows/2^32, with 0x7265706C in "
     "k.",
     NULL,
     "The dotted line in the loss chart is the noise floor: the mean loss over the last whole "
     "epoch. While the ball descends it lies above the loss; once the ball only trembles, it is "
     "the level that this η can hold. `show batch` (B) draws the loss of the next batch on the "
     "map, dashed, at the levels of the map's own contours.",
     "data scenes/data/cars.csv\nsurface mean((x*(speed - 15.4)/5 + y - distance)^2) on [-5,40] x "
     "[0,90]\nstart 0, 10\neta 0.15\nbatch 8\nshow batch\nrun\neta 0.03\nschedule step per epoch",
     NULL},
    {"epoch", "a pass over all rows of the data",
     "n counts iterations, epoch counts completed passes over the data. With `batch 10` and 50 "
     "rows an epoch is five iterations; without mini-batches each iteration is an epoch. If the "
     "batch size changes, the epoch continues with the remaining rows.\n\n"
     "Rules, schedules, values and expectations can read epoch. With `per epoch` at its end a "
     "schedule is measured in epochs: its n, its period, its total and the lengths of schedules "
     "that follow each other.",
     "eta = eta0*decay^floor((1 + epoch)/period)",
     "The top line shows both; the chart of η has its steps where an epoch ends.",
     "data scenes/data/cars.csv\nsurface mean((x*(speed - 15.4)/5 + y - distance)^2) on [-5,40] x "
     "[0,90]\nstart 0, 10\neta 0.15\nbatch 10\nschedule step period=5 per epoch\nrun\nschedule "
     "eta0/(1 + epoch)",
     "epochs"},
    {"races", "which optimizer is faster here?",
     "`race` puts one ball for each optimizer at the same start, with the same budget of "
     "iterations and the same noise. Each has its usual learning rate or, with `tuned`, the best "
     "that a search finds for this surface and budget: only that is fair. Which one wins depends "
     "on the surface; try several before you believe the result.\n\n"
     "`fork` copies a ball in the middle of its run: change a number of one of the two, and "
     "compare.",
     NULL, "The legend in the panel, where Tab or a click selects a ball.",
     "surface rosenbrock\nrace sgd adam rmsprop bfgs budget=100\nrun\nrace sgd adam budget=60 "
     "tuned",
     "race"},
    {"why", "the next step with its numbers",
     "`view step` writes out the next step: the gradient at the ball, the learning rate, each "
     "statement of the update rule first in names and then in numbers, for x and for y, and where "
     "that leads. These are the numbers the program computes; take a pencil and check them. They "
     "follow as you change η or momentum.\n\n"
     "Numbers have four digits, or more where the sum would not come out otherwise. A branch that "
     "is not taken is left out; solve, grad, loss and their like are replaced by their values.",
     NULL, "The statement of θ comes last: its result is the ball's next position.",
     "surface ravine\neta 0.07\nmomentum 0.5\nview step\nstep\neta 0.03\noptimizer adam", NULL},
    {"schedules", "the learning rate over time",
     "A schedule computes η_n for each iteration n from η₀: constant; falling (exponential, "
     "inverse-time, time, step, polynomial, cosine); rising first (linear, inverse-sqrt, onecycle, "
     "wsd); up and down (cyclic, restarts); or driven by the loss (plateau). `list schedules` "
     "shows all of them with their formulas, `help NAME` a page on each. Schedules can follow each "
     "other, and a formula that you type is a schedule too.",
     "eta = eta0*decay^floor((1 + n)/period)", "The chart of η in the panel.",
     "surface ravine\neta 0.079\nschedule cosine total=100\nrun\nschedule linear total=20 then "
     "cosine total=80\nschedule eta0/(1 + n/20)",
     "schedule"},
    {"optimizers", "from the gradient to the step",
     "An optimizer is a rule that turns the gradient into a step: directly (sgd), with a memory of "
     "past steps (momentum, nesterov), with a scale for each coordinate (adagrad, rmsprop, adam "
     "and its family), from signs alone (rprop, signsgd, lion), or with the curvature (newton, "
     "bfgs, cg). `list optimizers` shows all of them with their rules, `help NAME` a page on each. "
     "A rule that you type is treated in the same way.",
     "theta = theta - eta*g", "The rule in the panel, and its numbers in `view step`.",
     "surface rosenbrock\noptimizer adam\neta 0.05\nrun\noptimizer newton\noptimizer theta -= "
     "eta*g/norm(g)",
     "optimizer"},
    {"data", "fitting curves to measurements",
     "`data FILE` loads columns of numbers, and a surface such as `mean((x*speed + y - "
     "distance)^2)` is the loss of a curve over all rows: each point of the map is a curve, and "
     "descent finds the best one. Centre and scale the columns in the formula; otherwise the bowl "
     "is a narrow ravine.\n\n"
     "Cells are separated by `,`, `;`, tabs, blanks or `|`; decimal commas, quotes, comments (#, "
     "%) and gaps (NA, nan, -, nothing) are read too, and a line says how. Rows without a number "
     "in a column that the surface reads are left out. `list columns` shows the names: c1, c2, ... "
     "where the file has none, and x_ where x has a meaning in formulas.\n\n"
     "`plot distance = x*speed + y` defines the curve: the column it predicts, and a formula in x, "
     "y and one other column. `view map data` shows both at once. Columns are also what balls have "
     "at each iteration: `plot norm(g) over loss`.",
     NULL,
     "`view data`: the measurements, and each ball as a line through them, which moves as the ball "
     "rolls. Every point of the map is such a line.",
     "data cars.csv\nsurface mean((x*(speed - 15) + y - distance)^2) on [-2,10] x [0,90]\nplot "
     "distance = x*(speed - 15) + y\neta 0.02\nview map data\nrun",
     NULL},
    {"line", "functions of one variable",
     "A formula without y on one interval is a function of one variable: `surface x^4/4 - x^2 on "
     "[-3,3]`. In place of the map stands its curve, with the ball on it, the tangent whose slope "
     "the next step is made of, and that step as an arc. `start -2`, `fit [-1,1]` and `zoom 2 at "
     "0.5` have one number for a place. With two intervals, or a y, it is a surface over the "
     "plane, as x^2 + 0*y is.\n\n"
     "All rules work on it: the gradient is the slope f', the Hessian f'', so that Newton's method "
     "is x - f'/f''. `show eigen` draws the parabola that fits the curve at the ball, with its "
     "f'', and "
     "`show model` all of it, with its vertex; `scale log` draws the heights above the lowest by "
     "their "
     "logarithm, so that small ones can be told apart.\n\n"
     "`view cobweb` shows where one step leads from each x. It leads nowhere else where that "
     "curve crosses the diagonal, as in minima. The ball's way is the staircase between the two: "
     "it winds in where the curve is flatter than the diagonal, by either sign, and out where it "
     "is steeper. A rule with state, as momentum, has another curve in each step: it is drawn with "
     "the state as it is.",
     "theta = theta - eta*g",
     "In `view map cobweb` the slope of the curve at ✕: 1 − η·f''. At −1 the ball begins to go "
     "round two places. `view basin` colours each x by the minimum where the ball ends.",
     "surface (x^2 - 1)^2/4 on [-1.6,1.6]\nstart 0.3\neta 0.9\nview map cobweb\nrun\neta "
     "1.1\neta 1.26\neta 1.5",
     "one variable|1d|one dimension|cobweb plot"},
    {"homework", "points for what students hand in",
     "`overshoot check --against teacher.scene anna.scene ben.scene` carries out each scene that "
     "was handed in, and judges it by what the teacher's scene expects, at the iteration where "
     "that one ends (where its steps lead, or its budget; 1000 where it runs on): each `expect "
     "CONDITION` in it is a point. Where the teacher's scene has a "
     "line with `surface`, one that descends another surface has no points, and where it has one "
     "with `start`, one whose ball 1 starts elsewhere has none; nor has one whose `wait until` "
     "would "
     "wait for ever.\n\n"
     "What is handed in need not be trusted: it writes no file, reads none but data beside the "
     "teacher's scene, and has no points when it takes too long. With `--json` there is a line for "
     "each, and the sum.",
     NULL, NULL,
     "surface ravine\nstart 3, 1\neta 0.05\nstep 60\nexpect loss(1, 60) < 0.01\nexpect not "
     "diverged(1)",
     "check against|marking|grading|points"},
    {"demos", "scenes that show how the program is used",
     "In a scene, `type \"eta 0.3\"` types a line at the prompt, key by key, and enters it; `press "
     "right right` presses keys, by their names in `list keys`; `wait 2`, `wait until n > 20` and "
     "`at` say when, `caption` what to look for. The pace of typing depends on the text alone: "
     "`overshoot render SCENE -o demo.cast` makes the same film on every machine. Where nobody "
     "waits (run, check), seconds become iterations, as with `wait`.\n\n"
     "A scene touches no files, nor does what it types.",
     NULL, "Typed text appears at the prompt; a pressed key is named there.",
     "surface ravine\nrun\ntype \"eta 0.078\"\npress right\nwait 2\npress space", NULL},
    {"recordings", "films and pictures of the screen, and the run as a table",
     "`record demo.cast` records everything on the screen, including what you type, until `record "
     "stop` (key r starts a new file, or stops); a mark in the upper right corner says so. The "
     "file is complete at any moment and plays with `asciinema play`. As the first -e on the "
     "command line it records a scene from its start. `screenshot map.svg` (key s) writes what is "
     "on the screen, except the prompt; .txt and .ans work as well.\n\n"
     "`export run.csv` writes the balls' rows so far. Lines that begin with # say how they were "
     "made: the scene, every number, and the commands that repeat the run. In run.jsonl the first "
     "line says so, {\"comment\": ...}. `overshoot run` writes only the rows.\n\n"
     "An existing file is not overwritten, except with `!`, as in `export! run.csv`, or with `-o` "
     "on the command line. The new file replaces it when it is complete or, for a recording, when "
     "it has begun.",
     NULL, NULL, "surface rosenbrock\noptimizer adam\neta 0.1\nstep 20", NULL},
    {"sessions", "what you did: undone, saved, played again",
     "Every command is kept, with its iteration. `undo` (key u) takes back the last one: "
     "everything is as it was just before it, and paused; `redo` (Ctrl-R) brings it back until you "
     "give another command. A key that is held counts as one command, and so does a drag; run, "
     "pause, step, back, goto and speed do not count.\n\n"
     "`save mine.scene` saves an opened scene as it was, with its course and comments, and your "
     "changes, each at its iteration; `save --state mine.scene` saves only the present state. An "
     "existing file is not overwritten, except with `!`: `save! mine.scene`.\n\n"
     "`record class.session` writes everything you do, and have done before, until `record stop`. "
     "`overshoot class.session` plays it at its original pace: space pauses it, `speed` changes "
     "the pace, `goto 200` goes to where it reaches that iteration. Any other command takes over; "
     "`resume` goes back to it, `resume end` to its end. `overshoot run class.session` gives its "
     "run, `overshoot render class.session -o class.cast` a film. A session writes no files, and "
     "reads only data that lie beside it.\n\n"
     "A session that a crash cuts off is not lost: `overshoot lost` goes on from there.",
     NULL,
     "The line below the picture says what was undone, and at which iteration it had been given.",
     "surface ravine\nstep 10\neta 0.078\nstep 10\nundo\nredo", NULL},
    {"formulas", "surfaces, schedules and rules that you type",
     "Surfaces, update rules, schedules, plots and values (a number that you type or expect) know "
     "the names and functions below. All of them can read numbers defined by `let`, and follow "
     "when these change. Greek letters stand for their names: η is eta.\n\nA number of yours may "
     "have the name of a function, which then needs its parenthesis. Functions ignore case, and "
     "many have other names, such as ln, arctan, clamp, maximum: see `help ln`. sigmoid(a) is 1/(1 "
     "+ exp(-a)), softplus(a) is log(1 + exp(a)), logaddexp(a, b) is log(exp(a) + exp(b)), and "
     "nothing overflows on the way. relu(a) is max(a, 0), flat at 0; clip(a, low, high) is "
     "min(max(a, low), high). Where the arguments of min or max are equal, each gets half the "
     "derivative.\n\nA rule is a list of statements separated by ;. A name that is read before it "
     "is assigned keeps its value from iteration to iteration, and starts at 0. (a, b) is a "
     "vector, a.x "
     "and a.y are its components, and each can be assigned by itself: `theta.x -= eta*g.x; theta.y "
     "-= eta*grad(theta).y` descends along one axis, then along the other, from where the first "
     "has led; g stays the gradient at the old place.\n\nA surface that "
     "reads n moves: it is another one at each iteration of the run, and map, contours and slice "
     "move with it, as in `surface (x - sin(n/50))^2 + y^2`; `open show-7-a-minimum-that-drifts` "
     "and "
     "`open show-8-a-minimum-that-swings` follow one.\n\nWrite formulas "
     "as on paper, in Python or in C: `2x² + 3(x-1)y`, `x**2`, `√|x|`, `½`, `‖v‖`, `c ? a : b`, `a "
     "if c else b`, `f(x, y) = ...`, `lambda x, y: ...`, `np.exp(x)`, `∇f` for g. A product needs "
     "no sign, and binds as if it had one: `2x`, `x(1-x)`, `x y`. What has two readings is refused "
     "with both: `1/2x`, `x^2y`, `xy`. A name before ( is a function if there is one of that name. "
     "Without ( a function takes one factor: `sin 2x cos y`; `sin x^2` is refused, `sin²(x)` is "
     "(sin(x))². `eta 5%` is 0.05; `eta 0.0x` is an error, as x is where the ball is, and `0.5*x` "
     "would be meant. Case matters in names, not in functions and constants. In rules "
     "lr is eta and mu momentum; so are alpha and beta where there is no eta or momentum.",
     "v = momentum*v - eta*g; theta += v",
     "The top line shows the surface, the panel the rule and the schedule, as they run.",
     "let k = 10\nsurface k*x^2 + y^2 - cos(3*x)\nk 20\noptimizer v = momentum*v - eta*g; theta += "
     "v\nmomentum 0.5\nschedule eta0/(1 + n/50)",
     "formula"},
    /* How to do something. */
    {"scenes", "files of commands",
     "A scene is a text file with a command on each line; a line that begins with # is a comment. "
     "`open NAME` opens one, by the name of an installed scene or by a path, and `save my.scene` "
     "saves what you have made, with every change at its iteration. `help playlist` tells how to "
     "go through several of them.\n\n"
     "`at 50 eta 0.1` acts at an iteration, `wait 2` and `wait until loss(1) < 0.1` delay what "
     "follows, `pause when overshoots(1) >= 3` pauses at the right moment, `caption TEXT` "
     "explains, `mark 1, 2 \"here\"` marks a place until `mark off`, `quiz TEXT` asks (`help "
     "questions`). `expect CONDITION` says what must hold: `overshoot check my.scene` verifies it.",
     NULL, "The caption is below the picture; C shows all of it.",
     "surface ravine\neta 0.07\ncaption Will it settle?\nat 20 eta 0.02\nstep 60\nexpect loss(1) < "
     "1",
     "scene"},
    {"playlists", "one scene after the other",
     "Several scenes on the command line are a playlist; without any, it is all scenes that there "
     "are, the lessons first, and an overview offers them. n and p (`next`, `previous`) go through "
     "it, `scene 6` and `scene NAME` go to one, o (`playlist`) shows all with their numbers: "
     "arrows "
     "and Enter, or a click, open one. A lesson has its own number there (`scene 18b`), the other "
     "scenes are counted on from the last lesson. `open` moves in it: a scene that it has is "
     "opened where it stands, another "
     "one is put behind the present one. `reload` reads the scene's file again; if that is wrong, "
     "all stays as it was.\n\n"
     "What belongs to the room stays in the next scene as you have set it, be it with -e, which "
     "does not wait for the scene's course: big, single, theme, charset, color, colors, lines, "
     "pixels, speed, confirm, mouse and font. What a scene says of "
     "these itself holds for that scene, and only where you have set nothing; `speed auto` and "
     "`big "
     "auto` leave it to the scenes again.",
     NULL, "The top line says which scene is open: a lesson's number, or which of how many.",
     "playlist\nbig on\nspeed 8", "scene|room"},
    {"lessons", "forty scenes that each show one thing",
     "`overshoot scenes/lesson-*` opens them one after the other; n goes to the next. `open "
     "lesson-04-too-high` opens one, and Tab completes its name. Each lesson shows one idea in a "
     "run of a minute, and proves it: its expectations would fail if the idea were wrong. Most "
     "ask first: a letter answers, space shows what is right, and then the ball moves. 01 to 20 "
     "are the first course: η, decay, momentum, adaptive methods, Newton's method, epochs; 21 to "
     "40 what surprises who knows that: the catapult, the edge of stability, label noise, Adam's "
     "wrong way, the noise floor, warm-up.",
     NULL, "The caption says what to look for.",
     "surface ravine\neta 0.02\nball sgd eta=0.075\nrun", "lesson"},
    {"questions", "let them predict, then show",
     "`quiz TEXT` asks, and the run waits. The lines after it say how it is answered: `choice "
     "TEXT` "
     "is one of its choices, a, b, ..., and `right TEXT` the one that is right (or `right b` names "
     "it); `(X, Y)` before the words puts its letter on the map, too. `right 1, -2 within 0.3` "
     "asks "
     "for a point of the map, `right 0.5 within 0.1` for a number; without any of these it is "
     "open. "
     "`then TEXT` are the words after the answer. What stood in the caption is a hint below the "
     "question.\n\n"
     "A letter or a click answers, or `answer b`, `answer 1, -2`; space shows the answer, and goes "
     "on; Esc twice leaves the question; `undo` asks it again. Until then all is hidden that would "
     "give it away: the next "
     "step, "
     "the states, η·λ, the way ahead, sweeps; and nothing can be changed but the view. In a scene "
     "`answer b` is its own answer, which recordings show. A picture of `overshoot render` shows "
     "the first question as it is asked, or with `-e 'answer b'` the answer.",
     NULL, "The card below the picture, and the keys below that.",
     "eta 2.01\ncaption The slope at x is x itself.\nquiz Where does it land?\nchoice "
     "nearer\nright "
     "farther away\nthen η·λ is above 2.",
     "quizzes"},
    {"teaching", "in front of a class",
     "Let the class predict before the ball moves: `quiz What will it do?` stops a scene until "
     "somebody answers (`help questions`), and `w` shows the way ahead once they have answered. b "
     "shows few numbers, "
     "large enough for the last row; F shows one view alone; `theme light` helps in a bright "
     "room.\n\n"
     "Compare rather than explain: y copies the ball; then change a number of one of the two. g "
     "keeps the trails of the last run as dots. u takes back what went wrong, and back (,) returns "
     "exactly to any moment. A plan for 45 minutes: lessons 01 and 03, 04 with a show of hands, 05 "
     "(15 minutes: η); 16a to 16c (5: what counts is η·λ); 07 and 08 (10: decay); 12 and 14 (10: "
     "momentum); 21, the catapult, to take home.\n\n"
     "A plan for two hours: those in the first hour, with 06, 17 and 18, and the class tunes the "
     "last one. Then 32 and 40 (15: the best momentum and where it ends), 22 (10: the edge of "
     "stability), 30, 36 and 37 (20: noise, schedules, batches), 25 and 39 (10: Adam, warm-up); "
     "`view sweep` and `tune` for who asks for the best numbers.\n\n"
     "To take home: `overshoot render lesson-01* lesson-21* -o handout.html` in the folder of the "
     "scenes is a page with questions, pictures, what to type, and the answers folded away.",
     NULL, "The legend tells the balls apart; the ruler of η·λ says what will happen.",
     "surface ravine\neta 0.07\nstep 3\nfork eta=0.081\nbig on\nrun", "class|teacher"},
    {"tell", "a run in sentences, without a screen",
     "`overshoot tell SCENE` takes commands at a prompt, or from a pipe, and says in sentences "
     "what "
     "happens. First what it is about: title, caption, surface, balls, question. When the run "
     "stands, its outcome comes first; then, in ten sentences at most, what happened: first steps, "
     "jumps over the valley, how many and where they landed, catapults, periods and chaos, the "
     "edge that η·λ passes, changes of η, minima that are reached, who leads. What came again and "
     "again is told once, with how often.\n\n"
     "`--outcome` tells the end alone; `--all` tells each event as it comes, and at 2, 5, 10, 20, "
     "50 ... iterations the loss; `--json` the same as lines of JSON for programs, with n, ball, "
     "event and text. Signs are words, but in JSON: −3.2e-7 is minus 3.2 times ten to the minus "
     "7. `tell SCENE --compare SCENE` tells both, each sentence with its side.\n\n"
     "Time is skipped: a run goes on to its budget, or until nothing new comes; one that has no "
     "end is stopped after 10000 iterations, and `run` goes on for as many, `goto 50000` to there. "
     "^C stops it. The commands are those of the prompt, with Readline's keys on a terminal; Enter "
     "alone is the space bar, and at the end of the input questions are answered.\n\n"
     "`describe` says what there is to see: surface, balls, crowds, next steps, η·λ and its "
     "border, charts; `right describe` that of the scene at the right; "
     "`overshoot tell --describe SCENE` prints that alone.",
     NULL, NULL, "surface ravine\neta 0.079\nstep 20\ndescribe\neta 0.03\nrun",
     "screen reader|blind|in words|without a screen"},
    {"mouse", "pointing, dragging, the wheel",
     "A click on the map or the relief puts the start there; dragging it shows the way from there. "
     "The wheel zooms at the pointer; the right button moves the map; dragging the relief turns "
     "it. In a "
     "chart a click goes to that iteration, and the right button reads the values there.\n\n"
     "Whatever names a key, a number or a ball can be clicked, and is underlined when the pointer "
     "comes to it: the line at the bottom presses its "
     "keys, the sign in the top line runs and pauses, a line of the legend selects its ball. A "
     "click chooses a number; its arrows, the wheel and a drag to the side change it as the arrow "
     "keys do. A click on the ruler of η·λ sets η. On pages of help and lists a click gives "
     "the command, opens the page or the scene that is named; at the prompt it takes a completion. "
     "With Shift, most terminals select text as usual; m (`mouse off`) leaves the mouse to the "
     "terminal altogether, until m is pressed again, and `overshoot --no-mouse` does so from the "
     "beginning.",
     NULL, "What the mouse does is shown as a command, so that you can type it next time.",
     "start 1, 1\nzoom 2 at 1, 0.5\npan 0.1, 0\ngoto 10\nselect 1", "pointer|wheel|click"},
    {"keys", "what the keys do",
     "space runs and pauses, . and , go one step forward and back, 0 goes back to the start. The "
     "arrow keys change numbers: up and down choose one, left and right decrease or increase it. v "
     "shows the next view, z and Z zoom, : opens the prompt, Tab completes there, and Escape goes "
     "back. ? shows all keys on a page, `list keys` says what each does.",
     NULL, "The line at the bottom shows the keys that matter now.",
     "press right\npress . .\npress v", "keyboard"},
    {"csv", "the run as a table",
     "`overshoot run SCENE --steps 200` prints a row for each ball and step: ball, step, x, y, "
     "loss, eta, grad_x, grad_y, sharpness, event, name. `--every 10` prints every tenth step, "
     "`--columns step,loss,momentum,m.x` chooses the columns, including what a rule remembers, and "
     "`-o run.jsonl` writes lines of JSON. At the prompt `export run.csv` writes the run so "
     "far.\n\n"
     "In Python, `pandas.read_csv(\"run.csv\", comment=\"#\")` reads either.",
     NULL, NULL, "surface rosenbrock\noptimizer adam\nstep 50", "json|jsonl|table|pandas"},
    {"figures", "pictures for papers and slides",
     "`overshoot render SCENE --bare --theme print -e \"single on\" --size 80x24 -o figure.png` "
     "draws one view and nothing else, as a paper wants it: names on the axes (of the relief also "
     "the "
     "loss's) and numbers at both ends, the table in the corner where the balls have not been, "
     "black ink and full colours on white, nothing dim; headings, selection and captions are "
     "left out. A .svg has true lines, a .png takes `--scale 4`.\n\n"
     "What is in it, are layers: `hide legend`, `hide axes`, `hide colorbar`, `hide contours`, "
     "`hide start`, `hide critical`. `levels 12` asks for at most so many contours, `limits 0.1 to "
     "100` says which losses are the ends of the colour map, `names width, height, cost` what the "
     "axes, the colours and the loss's chart are called, `fit` what part of the plane is seen, "
     "`aspect equal` gives "
     "x and y one scale, and `color` chooses the colours.",
     NULL, NULL, "levels 12\nlimits 0.1 to 100\nnames width, height, cost\nsingle on",
     "figure|paper|print|publication|latex|axis names"},
    {"terminal", "what the terminal can show",
     "The program asks the terminal what it can do. If the answer is wrong, say so: `colors 256` "
     "(or direct, 16, 8, mono), `theme light`, `charset ascii`, `lines quadrants`, `pixels off` "
     "(or kitty, sixel); on the command line `--color`, `--theme`, `--charset`, `--pixels`. "
     "NO_COLOR is respected. 80x24 is enough; the larger "
     "the window and the smaller the font, the finer the picture.\n\n"
     "Ctrl-L redraws the screen, Ctrl-Z suspends the program, and `fg` brings it back.",
     NULL, NULL, "colors 16\ntheme light\ncharset ascii\ncolors auto\ncharset auto",
     "tty|screen|ssh"},
    {"colours", "what the colours mean",
     "On the map, colour is the loss: dark is low, bright is high, on a logarithmic scale unless "
     "you say `scale linear`. Each ball has its own colour and mark in every view. A landing after "
     "a jump over a minimum is orange, and red where it is higher than before. `color MAP` chooses "
     "another colour map (`list colors`); cividis and viridis are safe for colour-blind eyes. "
     "Nothing is said by colour alone: marks, dashes, letters and words say the same, and what has "
     "no such sign is told apart by who cannot see red, green or blue. Without colours each ball's "
     "way has its mark on it, hollow.",
     NULL, "The colour bar beside a wide map.",
     "surface himmelblau\ncolor viridis\nscale linear\ncolor cividis", "color|colors|colormap"},
    {"pytorch", "what PyTorch, Keras and papers call it",
     "Names from elsewhere are understood: lr, learning_rate and alpha are eta, mu is momentum, "
     "betas is beta1 and beta2, wd is weight_decay, epsilon is eps. A ball's own numbers come "
     "first: alpha of rmsprop is its rho. So `optimizer Adam(lr=0.05, betas=(0.8, 0.9))` works, "
     "and `schedule StepLR(step_size=5, gamma=0.5)`. Arguments need their names: `Adam(0.05)` is "
     "an error, `model.parameters()` is ignored.\n\nA class means that library's formula: "
     "`torch.optim.SGD` is torch-sgd, which does not damp the first step, Keras' SGD and a bare "
     "SGD are sgd. `nesterov=True` takes the Nesterov row of each, `amsgrad=True` takes amsgrad. "
     "StepLR is torch-step, which drops at n = period, while `step` drops one earlier; "
     "CosineAnnealingLR is torch-cosine, which rises again after T_max.\n\nSome are refused, with "
     "a hint what to write instead: Adam's weight_decay (adamw has it), Adagrad's lr_decay, "
     "LambdaLR (type the formula), Keras' optimizers except SGD.",
     NULL, "`help NAME` says how the row differs from PyTorch's and Keras' defaults.",
     "surface rosenbrock\noptimizer Adam(lr=0.05, betas=(0.8, 0.9))\nschedule StepLR(step_size=50, "
     "gamma=0.5)\nrun",
     "torch|keras|tensorflow|numpy"},
    {"converged", "when a ball has arrived",
     "A ball has converged at the first iteration at which the gradient's norm is at most the "
     "tolerance, which is 1e-8 unless you change it, as in `tolerance 1e-4`. It rests there: at a "
     "minimum, or just as well at a saddle, a maximum or on flat ground, where the gradient "
     "vanishes too; the legend says which. A rule that draws goes on from there. Its record "
     "continues. `expect converged(1)` tests it, and `steps(1)` is that iteration.\n\n"
     "A slow ball has not converged: even below the edge, the floor of a narrow valley takes many "
     "iterations.",
     NULL, "A tick in the legend, and the iteration beside it.",
     "surface bowl\ntolerance 1e-4\nstep 60\nexpect converged(1)",
     "converge|convergence|tolerance"},
    {"diverged", "when a ball has left for good",
     "A ball has diverged when its position or its loss is not finite, or when it is farther away "
     "than a million times the size of the surface's view. It stops there, and the last finite row "
     "stays on record. Gradient descent diverges on a quadratic when η·λ > 2; with momentum μ when "
     "η·λ > 2·(1 + μ).\n\n"
     "What helps: a smaller η (`eta 1/sharpness`), a schedule that decays, a clipped gradient, or "
     "`race sgd budget=60 tuned`, which finds an η that works.",
     NULL,
     "The ruler of η·λ passes its edge; the legend says at which iteration the ball was gone.",
     "surface ravine\neta 0.12\nstep 100\nexpect diverged(1)\neta 1/sharpness\nreset\nstep 20",
     "diverge|divergence|nan|inf"},
    {"tune", "finding a good learning rate",
     "Begin at `eta 1/sharpness`: on a quadratic this is the largest η that never overshoots. "
     "While the ball runs, press right until it swings, then go back to half of that η. In a "
     "narrow ravine more momentum helps more than a larger η. `rangetest` shows in one run where "
     "the loss falls most, and `eta suggested` takes that.\n\n"
     "`tune eta` runs the selected ball from its start with many learning rates, then with ever "
     "closer ones around the best, and sets the best, with no more digits than it needs. `tune eta "
     "momentum` looks for two numbers at once: eta, any parameter of its rule or schedules, a "
     "`let`. The surface, the start, the noise and all other numbers stay as they are; `budget "
     "200` "
     "is how long a run may take, else 1000 iterations.\n\n"
     "  by loss        the least loss in the end; of those that differ by no more than a millionth "
     "of what there is to gain, the one with the fewest iterations. So it is if nothing is said\n"
     "  by iterations  converged after the fewest iterations; if nothing converges, by loss\n\n"
     "What it does is told as it goes on; escape or ctrl-c stops it, and so does any command that "
     "changes something. In the end it says what was found, and what it was before; `undo` takes "
     "the numbers back.\n\n"
     "`race sgd adam budget=100 tuned` searches for the best η of each on this surface with this "
     "budget.",
     NULL, "The ruler of η·λ, and the chart of the loss.",
     "surface ravine\neta suggested\nstep 20\ntune eta momentum\nreset\nrun",
     "tuning|tuned|best numbers|hyperparameters|grid search"},
};

const int topic_row_count = (int)(sizeof topic_rows / sizeof *topic_rows);
