/* Pages of help. */

#include "catalogue.h"

#include <stddef.h>

const struct topic_row topic_rows[] = {
    {"eta", "the learning rate, η",
     "The gradient says where downhill is and how steep it is there; η says how far to go for it. "
     "Too small, and the ball creeps; too large, and it jumps over the minimum and lands on the "
     "other side, perhaps higher than it was.\n\n"
     "`eta 0.3` sets η₀; the schedule makes the η of each iteration of it. The value may be a "
     "formula: `eta *= 1.1`, `eta 1.9/sharpness`. The arrow keys change it, too. Until you name "
     "one, "
     "η₀ is 1 with newton and its like, and 0.1 with others; `eta usual` is the optimizer's own.",
     "theta = theta - eta*g",
     "The ruler of η·λ in the panel: η times the sharpness. On a bowl plain descent settles "
     "straight "
     "up to 1, swings from side to side up to 2, and flies apart beyond. The slice (v) shows where "
     "the next step lands for this η.",
     "surface ravine\neta 0.02\nrun\neta 0.07\neta 0.081\nview slice", "learning rate|lr"},
    {"decay", "how fast the learning rate falls, d",
     "Long steps get far, short ones come to rest: so begin with a high learning rate and let it "
     "fall. Too fast a fall, and the rate is used up before the ball has arrived; too slow, and "
     "it goes on jumping.\n\n"
     "What d means is the schedule's affair: in `exponential`, `inverse-time` and `time` more is a "
     "faster fall and 0 is none; in `step` and `multistep` it is the factor at each drop, and 1 is "
     "none.",
     "eta = eta0*exp(-decay*n); eta = eta0/(1 + decay*n); eta = eta0*decay^floor((1 + n)/period)",
     "The chart of η, and the ruler of η·λ: the swings end when it has fallen below 1.",
     "surface ravine\neta 0.079\nschedule exponential decay=0.02\nrun\ndecay 0.3\n"
     "schedule step decay=0.5 period=20",
     NULL},
    {"momentum", "how much of the last step is kept, μ",
     "The ball gets a speed v. Each step keeps the part μ of the last one and adds −η·g. Where the "
     "gradient keeps its direction, the steps add up, to 1/(1 − μ) times as long: with 0.9 ten "
     "times. Where it turns back and forth, they cancel. So the ball runs along valleys and "
     "through small dents. With too much it cannot stop: it overshoots and swings.",
     "v = momentum*v - eta*g; theta = theta + v",
     "The two terms of v in `view step`: what is kept and what is added. The bar's edge moves to "
     "2·(1 + μ): momentum makes higher learning rates stable.",
     "surface ravine\neta 0.02\nrun\nmomentum 0.7\nmomentum 0.97\nview step", "mu"},
    {"overshoot", "jumping over the minimum",
     "A step overshoots when it begins downhill and ends uphill: somewhere below it there was a "
     "lowest place, and the ball has flown over it. That is no harm as long as it lands lower "
     "than it was. When it lands higher, the step is said to worsen; if each does, the run "
     "diverges.\n\n"
     "Against it: a smaller η, a schedule that lets it fall, less momentum, or a rule that knows "
     "the curvature.",
     NULL,
     "Full lines in the trail, with orange landings, red where they are higher, `overshoots` in "
     "the panel, and the slice: its curve falls away from "
     "the ball and rises again before the landing.",
     "surface ravine\neta 0.07\nstep 1\nview map slice\neta 0.081\nstep 10\neta 0.03", NULL},
    {"sharpness", "how narrow the valley is, λ",
     "The largest eigenvalue of the Hessian where the ball is: the curvature across the narrowest "
     "direction. The narrower the valley, the shorter the steps must be. On a quadratic this is "
     "exact: plain descent multiplies the distance to the floor by 1 − η·λ in each step, so that "
     "it settles while η·λ < 2, and swings from side to side when η·λ > 1. With momentum μ the "
     "edge is 2·(1 + μ).\n\n"
     "The flattest direction decides how long it takes: with η below 2/λ for the steepest, the "
     "ball still creeps along a floor that is 25 times flatter.",
     NULL, "The ruler of η·λ in the panel; `eta 1.9/sharpness` sets η just below the edge.",
     "surface ravine\neta 1/sharpness\nrun\neta 1.95/sharpness\neta 2.05/sharpness", "lambda"},
    {"standing", "how a ball fares: settled, rolls, swings, climbs …",
     "One word for each ball, in the legend and in the panel:\n"
     "  ✓ settled   it rests at a minimum: the gradient there is as good as 0\n"
     "  · rolls     it is on its way; under noise it never is more than that\n"
     "  ↔ swings    at least every third of its latest steps went over the minimum\n"
     "  ↗ climbs    these steps end higher as a rule, and the loss grows\n"
     "  ≈ stopped   it has not moved for a while, though there is a slope: η is as good as 0\n"
     "  ‖ stuck     its rule found no step\n"
     "  ◇ saddle  △ maximum  — flat   it rests, but not at a minimum\n"
     "  ✕ gone      it has left for ever\n\n"
     "The ruler of η·λ says what is to come where the surface is a quadratic: below its first "
     "mark a ball settles without swinging, then it swings less and less, and beyond the edge it "
     "climbs.\n\n"
     "Places: first who settled, the lowest loss before others; then who is on its way, has "
     "stopped "
     "or is stuck, by loss; then saddles, maxima, flat ground; then who is gone.",
     NULL, "The legend, and the ruler below it.",
     "surface bowl\neta 0.3\nball sgd eta=0.95\nball sgd eta=1.05\nrun\n"
     "schedule exponential decay=0.3",
     "state"},
    {"noise", "gradients that are not exact, σ",
     "In practice the gradient is that of a few examples only, and is wrong by chance. `noise 1` "
     "adds a random number of standard deviation 1 to each of its components. The ball then never "
     "comes to rest: it trembles around the minimum, the more the larger η is. A rate that falls "
     "lets it settle; momentum and Adam average over several gradients.\n\n"
     "The noise is seeded: the same seed gives the same run, forward and back. Balls of one stream "
     "get the same noise.",
     NULL, "The trail around the minimum, and the loss, which no longer falls evenly.",
     "surface bowl\neta 0.3\nnoise 1\nrun\neta 0.03\nseed 7\n"
     "schedule inverse-time decay=0.1",
     "sigma"},
    {"batch", "gradients of a few rows of the data",
     "`batch 16` lets each update see the loss of 16 rows of the data instead of all: its gradient "
     "is cheaper and a little wrong, so that near the minimum the ball trembles, the more the "
     "larger η is and the smaller the batch. Decay ends that. `batch all` is the full loss again. "
     "mean is then over the rows of the batch, and so is sum.\n\n"
     "Whatever is shown, expected or exported of a row is the full loss; the rule alone sees the "
     "batch, the same one throughout an iteration. An epoch takes every row once, in an order of "
     "its own; its last batch has what is left.\n\n"
     "The order is that of seed, stream and epoch (from 0), and so the same forward, back and "
     "everywhere; `stream=N` lets balls have the same. It is a shuffle from the last row i down: i "
     "changes places with row (m(k xor i)/2^32)·(i + 1)/2^32, rounded down twice, where k = "
     "m(m(m(m(seed) xor stream − 1) xor epoch) xor 0x62617463) and m is a step of SplitMix64.",
     NULL,
     "The dotted line in the loss chart is the noise floor: the mean loss over the last whole "
     "epoch. While the ball descends it lies above the loss; once the ball only trembles it is the "
     "level that this η keeps. `show batch` (B) draws the loss of the next batch on the map, "
     "dashed, at the levels of the map's own lines.",
     "data scenes/data/cars.csv\nsurface mean((x*(speed - 15.4)/5 + y - distance)^2) on [-5,40] x "
     "[0,90]\nstart 0, 10\neta 0.15\nbatch 8\nshow batch\nrun\neta 0.03\nschedule step per epoch",
     NULL},
    {"epoch", "a pass over all rows of the data",
     "n counts iterations, epoch counts the passes over the data that are complete. With `batch "
     "10` and 50 rows an epoch is five iterations; without mini-batches each iteration is one. A "
     "batch size that changes goes on with the rows that are left.\n\n"
     "Rules, schedules, values and expectations can read epoch. `per epoch` at the end of a "
     "schedule makes its n count epochs, and so its period, its total and the lengths of schedules "
     "that follow each other.",
     "eta = eta0*decay^floor((1 + epoch)/period)",
     "The top line has both; the chart of η has its steps where an epoch ends.",
     "data scenes/data/cars.csv\nsurface mean((x*(speed - 15.4)/5 + y - distance)^2) on [-5,40] x "
     "[0,90]\nstart 0, 10\neta 0.15\nbatch 10\nschedule step period=5 per epoch\nrun\n"
     "schedule eta0/(1 + epoch)",
     "epochs"},
    {"races", "which optimizer is faster here?",
     "`race` puts one ball for each optimizer at one start, with one budget of iterations and the "
     "same noise. Each has its usual learning rate, or with `tuned` the best that a search finds "
     "for this surface and budget: only that is fair. Who wins depends on the surface; try "
     "several before you believe it.\n\n"
     "`fork` makes a twin of a ball in the middle of its run: change a number of one of them, and "
     "compare.",
     NULL, "The legend in the panel, in which Tab or a click selects a ball.",
     "surface rosenbrock\nrace sgd adam rmsprop bfgs budget=100\nrun\n"
     "race sgd adam budget=60 tuned",
     "race"},
    {"why", "the next step with its numbers",
     "`view step` writes out the next step: the gradient where the ball is, the learning rate, "
     "each statement of the update rule in names and then in numbers, for x and for y, and where "
     "that leads. The numbers are those that the program computes; take a pencil and check them. "
     "They change while you change η or momentum.\n\n"
     "Numbers have four digits, or more where the sum would not come out otherwise. A branch that "
     "is not taken is left out; solve, grad, loss and backtrack stand as their values.",
     NULL, "The statement of θ comes last: its result is the ball's next place.",
     "surface ravine\neta 0.07\nmomentum 0.5\nview step\nstep\neta 0.03\noptimizer adam", NULL},
    {"schedules", "the learning rate over time",
     "A schedule gives η_n for each iteration n from η₀: constant; falling (exponential, "
     "inverse-time, time, step, polynomial, cosine); rising first (linear, inverse-sqrt, "
     "onecycle, wsd); up and down (cyclic, restarts); or by what the loss does (plateau). `list "
     "schedules` has all of them with their formulas, `help NAME` a page for each. Schedules can "
     "follow each other, and a typed formula is one, too.",
     "eta = eta0*decay^floor((1 + n)/period)", "The chart of η in the panel.",
     "surface ravine\neta 0.079\nschedule cosine total=100\nrun\n"
     "schedule linear total=20 then cosine total=80\nschedule eta0/(1 + n/20)",
     "schedule"},
    {"optimizers", "from the gradient to the step",
     "An optimizer is a rule that makes a step of the gradient: by itself (sgd), with a memory of "
     "steps (momentum, nesterov), with a scale for each coordinate (adagrad, rmsprop, adam and "
     "its family), by signs alone (rprop, signsgd, lion), or with the curvature (newton, bfgs, "
     "cg). `list optimizers` has all of them with their rules, `help NAME` a page for each. A rule "
     "that you type is treated as they are.",
     "theta = theta - eta*g", "The rule in the panel, and its numbers in `view step`.",
     "surface rosenbrock\noptimizer adam\neta 0.05\nrun\noptimizer newton\n"
     "optimizer theta -= eta*g/norm(g)",
     "optimizer"},
    {"data", "fitting curves to measurements",
     "`data FILE` loads columns of numbers, and a surface such as `mean((x*speed + y - "
     "distance)^2)` is the loss of a curve over all rows: each point of the map is a curve, and "
     "descent finds the best one. Centre and scale the columns in the formula, or the bowl is a "
     "narrow ravine.\n\n"
     "`,`, `;`, tabs, blanks or `|` stand between the cells; a decimal comma, quotes, comments (#, "
     "%) and gaps (NA, nan, -, nothing) are read, too, and a line says how. Rows without a number "
     "in a column that the surface reads are left out. `list columns` has the names: c1, c2, ... "
     "where the file has none, x_ for one that has a meaning in formulas.\n\n"
     "`plot distance = x*speed + y` says what the curve is: the column that it is about, and a "
     "formula of x, y and one other column. `view map data` shows both at once.",
     NULL,
     "`view data`: the measurements, and each ball as a line through them, which moves as the ball "
     "rolls. Every point of the map is such a line.",
     "data cars.csv\nsurface mean((x*(speed - 15) + y - distance)^2) on [-2,10] x [0,90]\n"
     "plot distance = x*(speed - 15) + y\neta 0.02\nview map data\nrun",
     NULL},
    {"demos", "scenes that show how the program is used",
     "In a scene, `type \"eta 0.3\"` types a line at the prompt as a hand would, and enters it; "
     "`press right right` presses keys, by their names in `list keys`; `wait 2`, `wait until n > "
     "20`, `caption` and `at` say when, and what is to be seen there. The hand's pace is that of "
     "the text, the same each time: `overshoot render SCENE -o demo.cast` makes the same film on "
     "every machine. Where nobody waits (run, check), its seconds become iterations, as those of "
     "`wait` do.\n\n"
     "A scene touches no files, and what it types does not either.",
     NULL, "What is typed stands at the prompt; a key that is pressed is told there.",
     "surface ravine\nrun\ntype \"eta 0.078\"\npress right\nwait 2\npress space", NULL},
    {"recordings", "films and pictures of the screen, and the run as a table",
     "`record demo.cast` records all that is on the screen, what you type too, until `record stop` "
     "(key r: a new file, or the end); a mark in the upper right corner says so. The file is whole "
     "at any moment, and plays with `asciinema play`. As the first -e of the command line it "
     "records a scene from its begin. `screenshot map.svg` (key s) writes what is "
     "on "
     "the screen, but the prompt; .txt and .ans as well.\n\n"
     "`export run.csv` writes the balls' rows so far. Lines that begin with # say what made them: "
     "the "
     "scene, every number, and the commands that make the run again. In run.jsonl the first line "
     "says it, {\"comment\": ...}. `overshoot run` writes the rows alone.\n\n"
     "A file that was there before is not written over, unless with `!`, as in `export! run.csv`, "
     "or "
     "by `-o` of the command line. The new one takes its place when it is complete or, if it is a "
     "recording, has begun.",
     NULL, NULL, "surface rosenbrock\noptimizer adam\neta 0.1\nstep 20", NULL},
    {"sessions", "what was done: taken back, saved, played again",
     "Every command is kept, with its iteration. `undo` (key u) takes the last one back: all is as "
     "it "
     "was just before it, and stands still; `redo` (Ctrl-R) brings it back until another command "
     "is "
     "given. A key that is held is one command, and so is a drag; run, pause, step, back, goto and "
     "speed are none.\n\n"
     "`save mine.scene` saves a scene that was opened as it was, with its course and comments, and "
     "what you changed, each at its iteration; `save --state mine.scene` what there is now. A file "
     "that was there before is not written over, unless with `!`: `save! mine.scene`.\n\n"
     "`record class.session` writes all that is done, and was done before, until `record stop`. "
     "`overshoot class.session` plays it at its times: space stops it, `speed` changes its pace, "
     "`goto 200` goes to where it comes to that iteration. Any other command takes over; `resume` "
     "goes back to it, `resume end` to its end. `overshoot run class.session` gives its run, "
     "`overshoot render class.session -o class.cast` a film. It writes no files, and reads data "
     "beside it only.\n\n"
     "A session that is cut off by a crash is not lost: `overshoot lost` goes on from there.",
     NULL, "Below the picture it is said what was undone, and at which iteration it was given.",
     "surface ravine\nstep 10\neta 0.078\nstep 10\nundo\nredo", NULL},
    {"formulas", "surfaces, schedules and rules that you type",
     "Surfaces, rules of optimizers, schedules, plots and values (a number that is typed, or what "
     "is expected) have names and functions, below. All of them read numbers made by `let`, which "
     "stay live. Greek letters are the names: η is eta.\n\n"
     "A function is one before its parenthesis only; elsewhere its name is free. Case does not "
     "matter "
     "to it, and many have other names, as ln, arctan, clamp, maximum: `help ln` tells. sigmoid(a) "
     "is "
     "1/(1 + exp(-a)), softplus(a) log(1 + exp(a)), logaddexp(a, b) log(exp(a) + exp(b)), and "
     "nothing "
     "overflows on the way. relu(a) is max(a, 0), flat at 0; clip(a, low, high) is min(max(a, "
     "low), "
     "high). Where min or max tie, each argument has half the derivative.\n\n"
     "A rule is statements with ; between. A name that is read before it was assigned keeps its "
     "value from iteration to iteration, and is 0 at first.\n\n"
     "Write them as on paper, in Python or in C: `2x² + 3(x-1)y`, `x**2`, `√|x|`, `½`, `‖v‖`, "
     "`c ? a : b`, `a if c else b`, `f(x, y) = ...`, `lambda x, y: ...`, `np.exp(x)`, `∇f` for g. "
     "A product needs no sign, and binds as with one: `2x`, `x(1-x)`, `x y`. What has two readings "
     "is refused with both: `1/2x`, `x^2y`, `xy`. A name before ( is a function if there is one of "
     "that name. Without ( a function takes one factor: `sin 2x cos y`; `sin x^2` is refused, "
     "`sin²(x)` is (sin(x))². `eta 5%` is 0.05. Case counts in names, not in functions and "
     "constants. In rules lr is eta, mu is momentum, and alpha is eta where there is no eta.",
     "v = momentum*v - eta*g; theta += v",
     "The top line has the surface, the panel the rule and the schedule, as they run.",
     "let k = 10\nsurface k*x^2 + y^2 - cos(3*x)\nk 20\n"
     "optimizer v = momentum*v - eta*g; theta += v\nmomentum 0.5\nschedule eta0/(1 + n/50)",
     "formula"},
    /* How to do something. */
    {"scenes", "files of commands",
     "A scene is a text file with a command on each line; a line that begins with # is a comment. "
     "`open NAME` opens one, by the name of a scene that is installed or by a path, and `save "
     "my.scene` saves what you have made, with every change at its iteration. Several scenes on "
     "the "
     "command line are a playlist: n and p lead through it.\n\n"
     "`at 50 eta 0.1` acts at an iteration, `wait 2` and `wait until loss(1) < 0.1` let what "
     "follows "
     "come later, `caption TEXT` explains, `quiz TEXT` asks the class, and `expect CONDITION` says "
     "what must hold: `overshoot check my.scene` verifies it.",
     NULL, "The caption stands below the picture; C shows all of it.",
     "surface ravine\neta 0.07\ncaption Will it settle?\nat 20 eta 0.02\nstep 60\nexpect loss(1) < "
     "1",
     "scene"},
    {"lessons", "twenty scenes that each show one thing",
     "`overshoot scenes/lesson-*` opens them one after the other, n leads to the next; `open "
     "lesson-04-too-high` opens one, and Tab completes its name. Each shows one idea in a run of a "
     "minute, and proves it: its expectations would fail if the idea were wrong. Press space to "
     "run "
     "and 0 to begin again, then change η and see whether the idea survives.",
     NULL, "The caption says what to look for.",
     "surface ravine\neta 0.02\nball sgd eta=0.075\nrun", "lesson"},
    {"teaching", "in front of a class",
     "Let the class predict before the ball moves: `quiz What will it do?` stops a scene until "
     "space "
     "is pressed, and `w` shows the way ahead once they have answered. b shows few numbers, large "
     "enough for the last row; F shows one view alone; `theme light` helps in a bright room.\n\n"
     "Compare rather than explain: y makes a twin of the ball, and then you change a number of one "
     "of them. g keeps the trails of the last run as dots. u takes back what went wrong, and back "
     "(,) goes to any moment exactly. A plan for 45 minutes: lessons 01 to 05, then 12 and 17, and "
     "let the class tune the last one.",
     NULL, "The legend tells the balls apart; the ruler of η·λ says what will happen.",
     "surface ravine\neta 0.07\nstep 3\nfork eta=0.081\nbig on\nrun", "class|teacher"},
    {"mouse", "pointing, dragging, the wheel",
     "A click on the map or the relief puts the start there; dragging it shows the way from there. "
     "The wheel zooms at the pointer; the right button moves the map, and turns the relief. In a "
     "chart a click goes to that iteration, and the right button reads the values there. A click "
     "in "
     "the legend selects a ball. With Shift most terminals select text as ever.",
     NULL, "What the mouse does is told as a command, so that you can type it next time.",
     "start 1, 1\nzoom 2 at 1, 0.5\npan 0.1, 0\ngoto 10\nselect 1", "pointer|wheel|click"},
    {"keys", "what keys do",
     "space runs and pauses, . and , go one step forward and back, 0 goes to the start. The arrow "
     "keys change numbers: up and down choose one, left and right make it less or more. v shows "
     "the "
     "next view, z and Z zoom, : opens the prompt, Tab completes there, and Escape leads back. ? "
     "has "
     "all of them on a page, `list keys` with what each does.",
     NULL, "The line at the bottom has the keys that matter now.",
     "press right\npress . .\npress v", "keyboard"},
    {"csv", "the run as a table",
     "`overshoot run SCENE --steps 200` prints a row for each ball and step: ball, step, x, y, "
     "loss, "
     "eta, grad_x, grad_y, sharpness, event, name. `--every 10` prints each tenth step, `--columns "
     "step,loss,momentum,m.x` chooses the columns, with what a rule keeps among them, and `-o "
     "run.jsonl` writes lines of JSON. At the prompt `export run.csv` writes the run so far.\n\n"
     "In Python, `pandas.read_csv(\"run.csv\", comment=\"#\")` reads either.",
     NULL, NULL, "surface rosenbrock\noptimizer adam\nstep 50", "json|jsonl|table|pandas"},
    {"terminal", "what the terminal can show",
     "The program asks the terminal what it has. Where that is wrong, say so: `colors 256` (or "
     "direct, 16, 8, mono), `theme light`, `charset ascii`, `lines quadrants`; on the command line "
     "`--color`, `--theme`, `--charset`. NO_COLOR is respected. 80x24 is enough; the larger the "
     "window and the smaller the font, the finer the picture.\n\n"
     "Ctrl-L draws the screen anew, Ctrl-Z stops the program, and `fg` brings it back.",
     NULL, NULL, "colors 16\ntheme light\ncharset ascii\ncolors auto\ncharset auto",
     "tty|screen|ssh"},
    {"colours", "what colours mean",
     "On the map colour is the loss: dark is low, bright is high, on a logarithmic scale unless "
     "`scale linear`. Each ball has a colour and a mark of its own, in every view. A landing that "
     "jumped over a minimum is orange, and in red where it was higher than before. `color MAP` "
     "chooses "
     "another colour map (`list colors`); cividis and viridis are safe for colour-blind eyes. No "
     "meaning is in colour alone: marks, dashes and words say the same.",
     NULL, "The colour bar beside a wide map.",
     "surface himmelblau\ncolor viridis\nscale linear\ncolor cividis", "color|colors|colormap"},
    {"converged", "when a ball has arrived",
     "A ball has converged at the first iteration at which the gradient's length is at most the "
     "tolerance, 1e-8 unless you say `tolerance 1e-4`. It rests there: at a minimum, but just as "
     "well at a saddle, a maximum or on flat ground, where the gradient vanishes, too; the legend "
     "says which. Its rows go on. `expect converged(1)` and `steps(1)` ask for it.\n\n"
     "Slow is not converged: below the edge a narrow valley takes many iterations along its floor.",
     NULL, "A tick in the legend, and the iteration beside it.",
     "surface bowl\ntolerance 1e-4\nstep 60\nexpect converged(1)",
     "converge|convergence|tolerance"},
    {"diverged", "when a ball has left for ever",
     "A ball has diverged when its place or its loss is no finite number, or when it is more than "
     "a "
     "million times the size of the surface's view away. It stops there, and the last finite row "
     "stays on record. Plain descent diverges on a quadratic when η·λ > 2; with momentum μ when "
     "η·λ "
     "> 2·(1 + μ).\n\n"
     "What helps: a smaller η (`eta 1/sharpness`), a schedule that falls, a clipped gradient, or "
     "`race sgd budget=60 tuned`, which finds an η that works.",
     NULL, "The ruler of η·λ passes its edge; the legend says at which iteration it was gone.",
     "surface ravine\neta 0.12\nstep 100\nexpect diverged(1)\neta 1/sharpness\nreset\nstep 20",
     "diverge|divergence|nan|inf"},
    {"tune", "finding a good learning rate",
     "Begin at `eta 1/sharpness`: on a quadratic it is the largest η that never overshoots. Press "
     "right while the ball runs until it swings, then go back by a half. In the narrow valley of a "
     "ravine more momentum helps more than more η.\n\n"
     "`race sgd adam budget=100 tuned` searches the best η of each for this surface and budget. "
     "`schedule rangetest` raises η until the loss rises: about a tenth of that η is a good "
     "start.",
     NULL, "The ruler of η·λ, and the chart of the loss.",
     "surface ravine\neta 1/sharpness\nstep 20\nrace sgd adam budget=40 tuned", "tuning|tuned"},
};

const int topic_row_count = (int)(sizeof topic_rows / sizeof *topic_rows);
