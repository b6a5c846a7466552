/* The optimizers: update rules, as they run. A rule that does not draw stays where it is when the
 * gradient is 0. */

#include "catalogue.h"

#include <stddef.h>

/* Parameters that several rows share: name, default, range, meaning. */
#define MOMENTUM(value)                                                                            \
    {                                                                                              \
        "momentum", value, 0, 1, "how much of the last step is kept"                               \
    }
#define EPS(value)                                                                                 \
    {                                                                                              \
        "eps", value, 0, 1, "prevents division by zero"                                            \
    }
#define BETA1                                                                                      \
    {                                                                                              \
        "beta1", 0.9, 0, 0.999999999, "how slowly the mean of the gradients changes"               \
    }
#define BETA2(value)                                                                               \
    {                                                                                              \
        "beta2", value, 0, 0.999999999, "how slowly the mean of their squares changes"             \
    }
#define TEMPERATURE(least, meaning)                                                                \
    {                                                                                              \
        "temperature", 1, least, 1e12, meaning                                                     \
    }
#define WEIGHT_DECAY(value)                                                                        \
    {                                                                                              \
        "weight_decay", value, 0, 1e6, "how strongly the position is pulled to 0, on top of g"     \
    }

/* Keys of calls that no rule here has. */
#define L2_DECAY                                                                                   \
    {                                                                                              \
        "weight_decay", NULL, "put it into the surface, `+ 0.5*W*(x^2 + y^2)`, or use adamw"       \
    }
#define DAMPENING                                                                                  \
    {                                                                                              \
        "dampening", NULL, "use torch-sgd"                                                         \
    }

/* What the rules of Adam's family begin with. */
#define FIRST_MOMENT "m = beta1*m + (1 - beta1)*g; "
#define MOMENTS FIRST_MOMENT "v = beta2*v + (1 - beta2)*g^2; "
#define ADAM_STEP "theta -= eta*(m/(1 - beta1^t))/(sqrt(v/(1 - beta2^t)) + eps)"

#define KERAS_ADAM                                                                                 \
    "PyTorch: eta 0.001, eps 1e-8. Keras: eta 0.001, eps 1e-7, added to sqrt(v) before v's bias "  \
    "correction."

const struct formula_row optimizer_rows[] = {
    /* --- gradient descent and momentum --- */
    {
        .name = "sgd",
        .title = "gradient descent, heavy ball",
        .lesson = "Each step goes straight downhill, eta times as long as the gradient. With "
                  "momentum the ball keeps part of its last step, as a heavy ball would: it rolls "
                  "through small dents and gains speed along valleys, but too much momentum makes "
                  "it overshoot. Start with this one.",
        .tries = "surface ravine\neta 0.07\nmomentum 0.5\nview step",
        .rule = "v = momentum*v - eta*g; theta += v",
        .eta = 0.01,
        .parameters = {MOMENTUM(0)},
        .source = "Cauchy 1847; Polyak 1964 (momentum), in the form of Keras' SGD",
        .note = "Keras: eta 0.01, momentum 0. PyTorch: eta 0.001; its momentum accumulates "
                "gradients, not steps, which makes a difference when eta changes (see torch-sgd).",
        .others = "gd|gradient descent|vanilla|vanilla sgd|steepest descent|batch gradient descent|"
                  "stochastic gradient descent|plain|keras.SGD",
        .variants = {{"momentum|heavy ball|sgd with momentum|sgdm|sgd+momentum|sgd + "
                      "momentum|polyak momentum|classical momentum",
                      "momentum=0.9"}},
        .keys = {{"nesterov", "nesterov", NULL}, DAMPENING, L2_DECAY},
    },
    {
        .name = "nesterov",
        .title = "Nesterov's accelerated gradient",
        .lesson = "Momentum that looks ahead: the gradient counts as if the coming step were "
                  "already taken, so the ball brakes before it runs up the other side. Try it "
                  "where sgd swings.",
        .tries = "surface ravine\noptimizer nesterov\neta 0.02\nball sgd momentum=0.9 eta=0.02",
        .rule = "v = momentum*v - eta*g; theta += momentum*v - eta*g",
        .eta = 0.01,
        .parameters = {MOMENTUM(0.9)},
        .source = "Nesterov 1983, in the form of Keras' SGD (Bengio et al. 2013)",
        .note = "Keras: nesterov=True; its default momentum is 0. theta is the point ahead, where "
                "nag takes its gradient.",
        .others = "nesterov momentum|nesterov accelerated gradient|accelerated gradient",
        .keys = {{"nesterov", "nesterov", NULL}},
    },
    {
        .name = "nag",
        .title = "Nesterov's gradient at the point ahead",
        .lesson = "Momentum that looks ahead, in its original form: the gradient is taken at the "
                  "point to which momentum alone would carry the ball.",
        .tries = "surface ravine\noptimizer nag\neta 0.02\nball sgd momentum=0.9 eta=0.02",
        .rule = "v = momentum*v - eta*grad(theta + momentum*v); theta += v",
        .eta = 0.01,
        .parameters = {MOMENTUM(0.9)},
        .source = "Sutskever, Martens, Dahl, Hinton 2013",
        .others = "sutskever|nesterov lookahead",
    },
    {
        .name = "torch-sgd",
        .title = "momentum as in PyTorch",
        .lesson = "Momentum as a sum of gradients, multiplied by eta at each step. With a constant "
                  "eta it moves as sgd does; when eta falls, the ball's speed falls with it.",
        .tries = "surface ravine\noptimizer torch-sgd momentum=0.9\neta 0.01\nschedule step "
                 "decay=0.5 period=10",
        .rule = "b = where(n == 0, g, momentum*b + (1 - dampening)*g); theta -= eta*b",
        .eta = 0.001,
        .parameters = {MOMENTUM(0), {"dampening", 0, 0, 1, "how much of g is kept out of b"}},
        .source = "PyTorch's SGD, after Polyak 1964",
        .note = "PyTorch: eta 0.001, momentum 0. b is a sum of gradients: a new eta also changes "
                "the speed the ball already has, unlike in Keras (see sgd).",
        .others = "torch.SGD|pytorch sgd",
        .keys = {{"nesterov", "torch-nesterov", NULL}, L2_DECAY},
    },
    {
        .name = "torch-nesterov",
        .title = "Nesterov's gradient as in PyTorch",
        .lesson = "Nesterov's momentum as a sum of gradients: with a constant eta it moves as "
                  "nesterov does, and loses speed at once when eta falls.",
        .tries =
            "surface ravine\noptimizer torch-nesterov\neta 0.01\nschedule step decay=0.5 period=10",
        .rule = "b = where(n == 0, g, momentum*b + g); theta -= eta*(g + momentum*b)",
        .eta = 0.001,
        .parameters = {MOMENTUM(0.9)},
        .source = "PyTorch's SGD with nesterov=True, after Sutskever et al. 2013",
        .others = "pytorch nesterov",
        .keys = {{"nesterov", "torch-nesterov", NULL}, DAMPENING, L2_DECAY},
    },
    {
        .name = "ball",
        .title = "a real ball: force, mass, friction",
        .lesson = "What the picture suggests: a ball with mass, pulled downhill and slowed by "
                  "friction. With little friction it swings through the valley for a long time; "
                  "with a lot it creeps.",
        .tries = "surface bowl\noptimizer ball friction=0.2\nrun\nfriction 2",
        .rule = "v += eta*(-g - friction*v)/mass; theta += eta*v",
        .eta = 0.1,
        .parameters = {{"mass", 1, 1e-9, 1e9, "the ball's mass: a heavy ball is slow to turn"},
                       {"friction", 0.5, 0, 1e9, "force against the motion, per speed"}},
        .source = "Newton 1687, second law, by semi-implicit Euler; Qian 1999",
        .note = "eta is the time step. This is sgd with momentum 1 - eta*friction/mass and "
                "learning rate eta^2/mass.",
        .others = "physics|real ball|newtonian|heavy ball ode",
    },

    /* --- a rate for each coordinate --- */
    {
        .name = "adagrad",
        .title = "Adagrad: rates from the sum of squares",
        .lesson = "Each coordinate's step is divided by the root of the sum of its squared "
                  "gradients: short steps where the slope is steep, long ones where it is flat. "
                  "The sum only grows, so the steps keep getting shorter and may die out before "
                  "the ball arrives.",
        .tries = "surface ravine\noptimizer adagrad\neta 0.5\nball sgd eta=0.04",
        .rule = "s += g^2 + where(n == 0, accumulator, 0); theta -= eta*g/(sqrt(s) + eps)",
        .eta = 0.01,
        .parameters = {{"accumulator", 0, 0, 1e9, "where the sum of squares begins",
                        "initial accumulator value"},
                       EPS(1e-10)},
        .source = "Duchi, Hazan, Singer 2011",
        .note = "PyTorch: eta 0.01, accumulator 0, eps 1e-10. Keras: eta 0.001, accumulator 0.1, "
                "eps 1e-7.",
        .others = "torch.Adagrad|adaptive gradient",
        .keys = {{"lr_decay", NULL, "write `schedule inverse-time decay=VALUE`"}, L2_DECAY},
    },
    {
        .name = "adadelta",
        .title = "Adadelta: steps as long as recent steps",
        .lesson = "Each step is as long as recent steps were, times the gradient relative to "
                  "recent gradients: it needs no learning rate. It starts slowly, because eps "
                  "limits the first steps.",
        .tries = "surface ravine\noptimizer adadelta\neta 1\neps 0.001",
        .rule = "v = rho*v + (1 - rho)*g^2; d = sqrt(u + eps)/sqrt(v + eps)*g; "
                "u = rho*u + (1 - rho)*d^2; theta -= eta*d",
        .eta = 1,
        .parameters = {{"rho", 0.9, 0, 1, "how slowly the means of squares change"}, EPS(1e-6)},
        .source = "Zeiler 2012",
        .note = "PyTorch: eta 1, rho 0.9, eps 1e-6. Keras: eta 0.001, rho 0.95, eps 1e-7. The "
                "paper has no eta: it is 1.",
        .others = "torch.Adadelta",
        .keys = {L2_DECAY},
    },
    {
        .name = "rmsprop",
        .title = "RMSprop: rates from the mean of squares",
        .lesson =
            "Adagrad that forgets: each coordinate's step is divided by the root mean square of "
            "its recent gradients, so it is about eta long however steep the slope. If it forgets "
            "fast (a small rho), it does not come to rest but trembles around the minimum: let eta "
            "decay.",
        .tries =
            "surface ravine\noptimizer rmsprop rho=0.9\neta 0.3\nschedule exponential decay=0.03",
        /* Where gradients hardly change, rounding can make the variance negative. */
        .rule = "v = rho*v + (1 - rho)*g^2; m = rho*m + (1 - rho)*g; "
                "b = momentum*b + g/(sqrt(where(centered, max(v - m^2, 0), v)) + eps); "
                "theta -= eta*b",
        .eta = 0.01,
        .parameters = {{"rho", 0.99, 0, 1, "how slowly the mean of squares changes",
                        "alpha|decay|discounting factor|beta|beta2|gamma"},
                       EPS(1e-8),
                       MOMENTUM(0),
                       {"centered", 0, 0, 1, "1: by the variance, 0: by the mean square"}},
        .source = "Tieleman, Hinton 2012; Graves 2013 (centered)",
        .note = "PyTorch: eta 0.01, rho 0.99, eps 1e-8. Keras: eta 0.001, rho 0.9, eps 1e-7 "
                "inside the root.",
        .others = "torch.RMSprop|rms|rms prop",
        .keys = {L2_DECAY},
    },
    {
        .name = "rprop",
        .title = "Rprop: step sizes from signs alone",
        .lesson = "Only the signs count. While a coordinate's gradient keeps its sign, its step "
                  "grows by a fifth; when the sign changes, the ball has jumped over the valley, "
                  "and the step is halved. Fast and robust, but noise flips signs at random.",
        .tries = "surface ravine\noptimizer rprop\neta 0.01\nnoise 5",
        .rule = "s = sign(g*last); factor = where(s > 0, eta_plus, where(s < 0, eta_minus, 1)); "
                "d = min(max(where(n == 0, eta, d)*factor, step_min), step_max); "
                "last = where(s < 0, 0, g); theta -= sign(last)*d",
        .eta = 0.01,
        .parameters = {{"eta_plus", 1.2, 1, 100, "lengthens a step whose sign stays the same"},
                       {"eta_minus", 0.5, 0, 1, "shortens a step whose sign changes"},
                       {"step_min", 1e-6, 0, 1e12, "the shortest step"},
                       {"step_max", 50, 0, 1e12, "the longest step"}},
        .source = "Riedmiller, Braun 1993, as in PyTorch",
        .note = "PyTorch: eta 0.01, which is only the first step: a schedule has no effect.",
        .others = "torch.Rprop|resilient backpropagation|resilient propagation",
    },

    /* --- Adam and its family --- */
    {
        .name = "adam",
        .title = "Adam: momentum over the root mean square",
        .lesson = "Momentum (m) divided by the root mean square of the gradients (v): a step of "
                  "about eta in each coordinate, however steep or flat the slope. It needs little "
                  "tuning, but m remembers old gradients, so it overshoots and circles at the end: "
                  "let eta decay, or make beta1 smaller.",
        .tries = "surface rosenbrock\noptimizer adam\neta 0.05\nbeta1 0.5\nview step",
        .rule = MOMENTS ADAM_STEP,
        .eta = 0.001,
        .parameters = {BETA1, BETA2(0.999), EPS(1e-8)},
        .source = "Kingma, Ba 2015",
        .note = KERAS_ADAM,
        .others = "torch.Adam",
        .keys = {{"amsgrad", "amsgrad", NULL},
                 {"weight_decay", NULL,
                  "use adamw; or put it into the surface, "
                  "`+ 0.5*W*(x^2 + y^2)`, as PyTorch's Adam does"}},
    },
    {
        .name = "amsgrad",
        .title = "AMSGrad: Adam whose rates never grow",
        .lesson = "Adam that divides by the largest v so far, so no coordinate's rate ever grows. "
                  "This fixes cases in which Adam does not converge, but it is slow after steep "
                  "ground.",
        .tries = "surface rosenbrock\noptimizer amsgrad\neta 0.05\nball adam eta=0.05",
        .rule = MOMENTS "peak = max(peak, v); "
                        "theta -= eta*(m/(1 - beta1^t))/(sqrt(peak/(1 - beta2^t)) + eps)",
        .eta = 0.001,
        .parameters = {BETA1, BETA2(0.999), EPS(1e-8)},
        .source = "Reddi, Kale, Kumar 2018",
        .note = KERAS_ADAM,
        .others = "adam amsgrad|ams grad",
        .keys = {{"amsgrad", "amsgrad", NULL}, L2_DECAY},
    },
    {
        .name = "adamw",
        .title = "AdamW: Adam with decoupled weight decay",
        .lesson = "Adam with a pull towards 0 that is not part of the gradient: each step shrinks "
                  "the position by a fraction eta*weight_decay. The ball comes to rest between the "
                  "minimum and 0.",
        .tries = "surface booth\noptimizer adamw weight_decay=1\neta 0.1\nball adam eta=0.1",
        .rule = "theta *= 1 - eta*weight_decay; " MOMENTS ADAM_STEP,
        .eta = 0.001,
        .parameters = {BETA1, BETA2(0.999), EPS(1e-8), WEIGHT_DECAY(0.01)},
        .source = "Loshchilov, Hutter 2019",
        .note = "PyTorch: eta 0.001, eps 1e-8, weight_decay 0.01. Keras: eta 0.001, eps 1e-7, "
                "weight_decay 0.004.",
        .others = "torch.AdamW|decoupled adam",
        .keys = {{"amsgrad", NULL,
                  "write the rule: `help adamw` and `help amsgrad` have its parts"}},
    },
    {
        .name = "adamax",
        .title = "Adamax: Adam scaled by the largest gradient",
        .lesson = "Adam that divides by the largest recent gradient instead of the root mean "
                  "square: one extreme gradient makes the next steps short.",
        .tries = "surface rosenbrock\noptimizer adamax\neta 0.05\nball adam eta=0.05",
        .rule = FIRST_MOMENT "u = max(beta2*u, abs(g) + eps); theta -= eta/(1 - beta1^t)*m/u",
        .eta = 0.002,
        .parameters = {BETA1,
                       {"beta2", 0.999, 0, 0.999999999, "how slowly the largest is forgotten"},
                       EPS(1e-8)},
        .source = "Kingma, Ba 2015",
        .note = "PyTorch: eta 0.002, eps 1e-8, inside the maximum. Keras: eta 0.001, eps 1e-7, "
                "added to u.",
        .others = "torch.Adamax",
        .keys = {L2_DECAY},
    },
    {
        .name = "nadam",
        .title = "NAdam: Adam with Nesterov's look-ahead",
        .lesson = "Adam that looks ahead as Nesterov's momentum does: the present gradient counts "
                  "for more in the step, so the ball turns sooner.",
        .tries = "surface rosenbrock\noptimizer nadam\neta 0.05\nball adam eta=0.05",
        .rule = MOMENTS "now = beta1*(1 - 0.5*0.96^(t*momentum_decay)); "
                        "next = beta1*(1 - 0.5*0.96^((t + 1)*momentum_decay)); "
                        "product = now*where(n == 0, 1, product); "
                        "ahead = (1 - now)/(1 - product)*g + next/(1 - product*next)*m; "
                        "theta -= eta*ahead/(sqrt(v/(1 - beta2^t)) + eps)",
        .eta = 0.002,
        .parameters = {BETA1,
                       BETA2(0.999),
                       EPS(1e-8),
                       {"momentum_decay", 0.004, 0, 1e6, "how fast beta1 warms up"}},
        .source = "Dozat 2016",
        .note = "PyTorch: eta 0.002, eps 1e-8, momentum_decay 0.004. Keras: eta 0.001, eps 1e-7, "
                "momentum_decay 1.",
        .others = "torch.NAdam|nesterov adam",
        .keys = {L2_DECAY, {"decoupled_weight_decay", NULL, "use adamw"}},
    },
    {
        .name = "radam",
        .title = "RAdam: Adam that warms up by itself",
        .lesson = "Adam that does not trust v at first: it starts with plain momentum and turns "
                  "into Adam as v sees more gradients. A warm-up that needs no tuning.",
        .tries = "surface rosenbrock\noptimizer radam\neta 0.001\nrun",
        .rule = MOMENTS
        "limit = 2/(1 - beta2) - 1; rho = limit - 2*t*beta2^t/(1 - beta2^t); "
        "r = sqrt(max(0, (rho - 4)*(rho - 2)*limit/((limit - 4)*(limit - 2)*rho))); "
        "theta -= eta*m/(1 - beta1^t)*where(rho > 5, r*sqrt(1 - beta2^t)/(sqrt(v) + eps), 1)",
        .eta = 0.001,
        .parameters = {BETA1, BETA2(0.999), EPS(1e-8)},
        .source = "Liu, Jiang, He, Chen, Liu, Gao, Han 2020",
        .note = "The first steps (five, with beta2 0.999) are plain momentum: a rate that suits "
                "Adam can be far too high for them. PyTorch: eta 0.001, eps 1e-8.",
        .others = "torch.RAdam|rectified adam",
        .keys = {L2_DECAY, {"decoupled_weight_decay", NULL, "use adamw"}},
    },
    {
        .name = "yogi",
        .title = "Yogi: Adam whose rates grow slowly",
        .lesson = "Adam whose v rises or falls by a fraction of the squared gradient, not of the "
                  "distance to it: after steep ground v falls slowly, so the steps do not suddenly "
                  "grow.",
        .tries = "surface rosenbrock\noptimizer yogi\neta 0.05\nball adam eta=0.05",
        .rule = FIRST_MOMENT "v -= (1 - beta2)*sign(v - g^2)*g^2; theta -= eta*m/(sqrt(v) + eps)",
        .eta = 0.01,
        .parameters = {BETA1, BETA2(0.999), EPS(1e-3)},
        .source = "Zaheer, Reddi, Sachan, Kale, Kumar 2018",
        .note = "As in the paper: no bias correction, and v begins at 0. Others begin at 1e-6.",
    },
    {
        .name = "adabelief",
        .title = "AdaBelief: short steps when g surprises",
        .lesson = "Adam that divides by how far the gradient is from its prediction m: long steps "
                  "while the gradient stays the same, short ones when it surprises.",
        .tries = "surface rosenbrock\noptimizer adabelief\neta 0.05\nball adam eta=0.05",
        .rule = FIRST_MOMENT "s = beta2*s + (1 - beta2)*(g - m)^2 + eps; "
                             "theta -= eta*(m/(1 - beta1^t))/(sqrt(s/(1 - beta2^t)) + eps)",
        .eta = 0.001,
        .parameters = {BETA1, BETA2(0.999), EPS(1e-8)},
        .source = "Zhuang, Tang, Ding, Tatikonda, Dvornek, Papademetris, Duncan 2020",
    },
    {
        .name = "lion",
        .title = "Lion: the sign of two momenta",
        .lesson = "Only the sign of the momentum counts: each coordinate moves by eta, so the ball "
                  "moves along diagonals and comes to rest only when eta decays. It needs a "
                  "smaller eta than Adam.",
        .tries = "surface ravine\noptimizer lion\neta 0.05\nschedule linear from=1 to=0 total=100",
        .rule = "c = beta1*m + (1 - beta1)*g; theta -= eta*(sign(c) + weight_decay*theta); "
                "m = beta2*m + (1 - beta2)*g",
        .eta = 1e-4,
        .parameters = {{"beta1", 0.9, 0, 0.999999999, "how much of m is in the step"},
                       {"beta2", 0.99, 0, 0.999999999, "how slowly m changes"},
                       WEIGHT_DECAY(0)},
        .source = "Chen, Liang, Huang, Real, Wang et al. 2023",
        .note = "Keras: eta 0.001. Every step is eta long in each coordinate: let eta decay.",
    },
    {
        .name = "signsgd",
        .title = "descent by the signs of the gradient",
        .lesson = "Each coordinate moves by eta, up or down, however steep the slope: nothing can "
                  "throw the ball far, but it gets no closer to the minimum than about eta.",
        .tries = "surface ravine\noptimizer signsgd\neta 0.1\nschedule exponential decay=0.05",
        .rule = "theta -= eta*sign(g)",
        .eta = 0.001,
        .source = "Bernstein, Wang, Azizzadenesheli, Anandkumar 2018",
        .others = "sign gd|sign descent|signgd",
    },
    {
        .name = "signum",
        .title = "descent by the signs of the momentum",
        .lesson = "It uses the sign of a mean of gradients, not that of the last one: single noisy "
                  "gradients are outvoted.",
        .tries = "surface ravine\noptimizer signum\neta 0.05\nball signsgd eta=0.05\nall noise 5",
        .rule = "m = beta*m + (1 - beta)*g; theta -= eta*sign(m)",
        .eta = 0.001,
        .parameters = {{"beta", 0.9, 0, 0.999999999, "how slowly the mean of gradients changes",
                        "momentum|mu"}},
        .source = "Bernstein, Wang, Azizzadenesheli, Anandkumar 2018",
        .others = "sign momentum",
    },

    /* --- descent that averages or looks around --- */
    {
        .name = "asgd",
        .title = "averaged gradient descent",
        .lesson = "Plain descent with an eta that decays slowly by itself and a slight pull "
                  "towards 0. Its authors take the average of all positions as the answer; the "
                  "ball shows the latest one.",
        .tries = "surface bowl\noptimizer asgd lambd=0.1\neta 0.1\nrun",
        .rule = "rate = where(n == 0, eta, rate); theta = theta*(1 - lambd*rate) - rate*g; "
                "rate = eta/(1 + lambd*eta*t)^alpha",
        .eta = 0.01,
        .parameters = {{"lambd", 1e-4, 0, 1e6, "how fast the rate falls"},
                       {"alpha", 0.75, 0, 10, "the exponent with which it falls"}},
        .source = "Polyak, Juditsky 1992, as PyTorch's ASGD",
        .note = "PyTorch: eta 0.01. The ball is the iterate, not the running average. A change of "
                "eta takes effect one iteration late.",
        .others = "torch.ASGD|averaged sgd|averaged gradient descent",
        .keys = {{"t0", NULL, "leave it out: the ball is the iterate, not the average"}, L2_DECAY},
    },
    {
        .name = "svrg",
        .title = "SVRG: mini-batches without their tremble",
        .lesson =
            "From time to time it drops an anchor and takes the gradient of all rows there. "
            "In between a mini-batch says only how the gradient has changed since the anchor: "
            "its error is the smaller the closer the anchor is, and vanishes at the minimum, "
            "so the ball comes to rest with a constant eta.",
        .tries =
            "data scenes/data/cars.csv\nsurface mean((x*(speed - 15.4)/5 + y - distance)^2) on "
            "[-5,40] x [0,90]\nstart 0, 10\nbatch 5\noptimizer svrg\neta 0.1\nball sgd like "
            "1\nrun",
        .rule = "drops = mod(n, updates) == 0; anchor = where(drops, theta, anchor); "
                "full = where(drops, fullgrad(theta), full); "
                "theta -= eta*(g - grad(anchor) + full)",
        .eta = 0.01,
        .parameters = {{"updates", 20, 1, 1e9, "from one anchor to the next"}},
        .source = "Johnson, Zhang 2013, option I",
        .note = "Without `batch N` it is gradient descent. The paper takes 2 to 5 times as many "
                "updates as there are rows, each of which sees one row.",
        .others = "variance reduction|variance reduced|stochastic variance reduced gradient",
    },
    {
        .name = "sam",
        .title = "SAM: the gradient at the worst point nearby",
        .lesson = "It first climbs a short distance rho and takes the gradient there: what counts "
                  "is the worst loss nearby, so it prefers wide valleys to narrow ones. It does "
                  "not come to rest at the bottom, but stays as close to it as rho and eta allow.",
        .tries = "surface ravine\noptimizer sam rho=0.3\neta 0.05\nrho 0.01",
        .rule = "theta -= eta*grad(theta + where(norm(g) > 0, rho*g/norm(g), 0))",
        .eta = 0.01,
        .parameters = {{"rho", 0.05, 0, 1e6, "how far away it looks for the worst point"}},
        .source = "Foret, Kleiner, Mobahi, Neyshabur 2021",
        .others = "sharpness-aware minimization|sharpness aware",
    },
    {
        .name = "polyak",
        .title = "Polyak's step size, for a known minimum",
        .lesson = "The step with which the loss, falling at the present slope, would reach fmin. "
                  "On a bowl that is half the way each time. It needs no eta, but must be told the "
                  "loss at the minimum.",
        .tries = "surface bowl\noptimizer polyak\nstep 5\nview slice",
        .rule = "theta -= where(dot(g, g) > 0, (f - fmin)/dot(g, g), 0)*g",
        .eta = 1,
        .parameters = {{"fmin", 0, -1e12, 1e12, "the loss at the minimum"}},
        .source = "Polyak 1969",
        .note = "It needs no eta, but has to know the loss at the minimum.",
        .others = "polyak step|polyak step size",
    },
    {
        .name = "barzilai-borwein",
        .title = "a step size from the last two gradients",
        .lesson = "The change of the gradient over the last step gives the curvature, and the "
                  "curvature sets the length of the next step. In quadratic valleys this is much "
                  "faster than descent with a fixed eta, although the loss rises now and then.",
        .tries = "surface ravine\noptimizer barzilai-borwein\neta 0.01\nstep 20",
        .rule = "s = theta - place; u = g - last; place = theta; last = g; "
                "theta -= where(n > 0 and dot(s, u) > 0, dot(s, s)/dot(s, u), eta)*g",
        .eta = 0.01,
        .source = "Barzilai, Borwein 1988",
        .others = "bb|barzilai borwein method",
    },
    {
        .name = "armijo",
        .title = "gradient descent with backtracking",
        .lesson = "It tries eta first and halves the step until the loss falls enough: the loss "
                  "never rises. The price is that a step tries several points. If none of them is "
                  "low enough, the ball is stuck.",
        .tries = "surface rosenbrock\noptimizer armijo\neta 1\nstep 20\nview slice",
        .rule = "theta -= backtrack(-g)*g",
        .eta = 1,
        .parameters = {{"c", 1e-4, 0, 1, "the fraction of the predicted decrease that is required"},
                       {"shrink", 0.5, 0.01, 0.99,
                        "the factor that shortens a step that is too "
                        "long"}},
        .source = "Armijo 1966",
        .note = "eta is the step that is tried first, each time.",
        .others = "backtracking|line search|backtracking line search",
    },

    /* --- directions that know of the curvature --- */
    {
        .name = "cg",
        .title = "conjugate gradients with backtracking",
        .lesson = "Each direction is downhill plus a part of the previous one, so it does not undo "
                  "what that one gained: the ball goes along a ravine instead of across it.",
        .tries = "surface ravine\noptimizer cg\neta 1\nstep 20",
        .rule = "b = where(dot(last, last) > 0, max(0, dot(g, g - last)/dot(last, last)), 0); "
                "d = b*d - g; d = where(dot(d, g) < 0, d, -g); last = g; "
                "theta += backtrack(d)*d",
        .eta = 1,
        .source = "Fletcher, Reeves 1964; Polak, Ribiere 1969; Gilbert, Nocedal 1992 (the +)",
        .note = "eta is the step that is tried first, each time.",
        .others = "conjugate gradient|conjugate gradients|nonlinear cg",
    },
    {
        .name = "bfgs",
        .title = "BFGS: learns the inverse Hessian",
        .lesson = "It learns the curvature from the gradients along its way: it starts as plain "
                  "descent and ends as Newton's method, without ever seeing a Hessian.",
        .tries = "surface rosenbrock\noptimizer bfgs\neta 1\nstep 30",
        /* p and q are the rows of the inverse Hessian, as far as it is known. */
        .rule = "p = where(n == 0, (1, 0), p); q = where(n == 0, (0, 1), q); "
                "s = theta - place; u = g - last; w = (dot(p, u), dot(q, u)); "
                "k = where(n > 0 and dot(s, u) > 1e-10*norm(s)*norm(u), 1/dot(s, u), 0); "
                "c = k*(1 + k*dot(u, w)); "
                "p += c*s.x*s - k*(s.x*w + w.x*s); q += c*s.y*s - k*(s.y*w + w.y*s); "
                "d = -(dot(p, g), dot(q, g)); d = where(dot(d, g) < 0, d, -g); "
                "place = theta; last = g; theta += backtrack(d)*d",
        .eta = 1,
        .source = "Broyden; Fletcher; Goldfarb; Shanno 1970",
        .note = "eta is the step that is tried first, each time: 1 suits it.",
    },
    {
        .name = "lbfgs",
        .title = "L-BFGS: from the last few steps",
        .lesson = "BFGS that keeps only the latest pairs of steps and gradients, because with a "
                  "million parameters there is no room for more. With history 1 it forgets all but "
                  "the last.",
        .tries = "surface ravine\noptimizer lbfgs\neta 1\nstep 20\nhistory 1",
        /* In the plane the update I - s u'/s'u by a pair (step s, change of the gradient u) is of
         * rank one, q p', with p a unit vector across s and q across u. So the inverse Hessian by
         * all pairs is s s'/s'u + (a + b h) q q', where h is the guess by the newest pair that they
         * begin from, and a new pair makes a and b of the old ones. */
        .rule = "u = g - last; k = dot(s, u); new = n > 0 and k > 1e-10; "
                "p = (-s.y, s.x)/norm(s); linked = new and count > 0 and history > 1; "
                "fit = where(linked, dot(p, q)^2, 1); "
                "a = where(new, where(linked, dot(p, r)^2/kr + fit*where(history > 2, a, 0), 0), "
                "a); "
                "b = where(new, fit*where(linked and history > 2, b, 1), b); "
                "q = where(new, (-u.y, u.x)*norm(s)/k, q); r = where(new, s, r); "
                "kr = where(new, k, kr); h = where(new, k/dot(u, u), h); count += new; "
                "d = where(count > 0, -r*dot(r, g)/kr - (a + b*h)*q*dot(q, g), -g); "
                "s = d*eta*where(n == 0, min(1, 1/(abs(g.x) + abs(g.y))), 1); "
                "s = where(max(abs(g.x), abs(g.y)) > 1e-7 and dot(g, d) <= -1e-9, s, 0); "
                "last = g; theta += s",
        .eta = 1,
        .parameters = {{"history", 100, 1, 100, "pairs of steps remembered: 1 or 2; more keeps all",
                        "history size|memory|m"}},
        .source = "Liu, Nocedal 1989, as PyTorch's LBFGS without line search",
        .note = "PyTorch: eta 1. One iteration is one update. It stops where the gradient is below "
                "1e-7, as in PyTorch.",
        .others = "torch.LBFGS|l-bfgs|limited memory bfgs",
        .keys = {{"line_search_fn", NULL, "use bfgs, which has a line search"},
                 {"max_iter", NULL, "leave it out: an iteration is one update"},
                 {"tolerance_grad", NULL, "write `tolerance VALUE`"},
                 {"tolerance_change", NULL, "leave it out"}},
    },
    {
        .name = "newton",
        .title = "Newton's method",
        .lesson = "It divides by the curvature: a jump to the bottom of the paraboloid that fits "
                  "the surface here. With eta 1 one step is enough on every quadratic, however "
                  "narrow. Elsewhere it may go anywhere: it looks for points without slope, not "
                  "for low ones.",
        .tries = "surface ravine\noptimizer newton\neta 1\nstep 1\nview step",
        .rule = "theta -= eta*solve(H, g)",
        .eta = 1,
        .source = "Newton 1669, Raphson 1690, Simpson 1740",
        .note = "eta 1 is the pure form. It has no safeguard (newton-damped has one): saddles and "
                "maxima attract it too, and where H is singular it gets stuck or leaves.",
        .others = "newton's method|newton raphson|newton-raphson",
    },
    {
        .name = "newton-damped",
        .title = "Newton's method that goes downhill",
        .lesson = "Newton's method that never goes uphill: where the surface is not convex, the "
                  "curvature is raised until it is, and the step is halved until the loss falls "
                  "enough.",
        .tries = "surface rosenbrock\noptimizer newton-damped\neta 1\nstep 15",
        /* low is the smaller eigenvalue of H. Where it is not positive, lambda lifts it to a
         * hundredth of the larger one. */
        .rule = "a = H*(1, 0); b = H*(0, 1); middle = (a.x + b.y)/2; "
                "r = hypot((a.x - b.y)/2, a.y); low = middle - r; "
                "lambda = where(low > 0, 0, 0.01*max(abs(middle) + r, norm(g)) - low); "
                "a += (lambda, 0); b += (0, lambda); "
                "d = (a.y*g.y - b.y*g.x, a.y*g.x - a.x*g.y)/(a.x*b.y - a.y^2); "
                "d = where(dot(d, g) < 0, d, -g); theta += backtrack(d)*d",
        .eta = 1,
        .source = "Levenberg 1944; Marquardt 1963; Goldfeld, Quandt, Trotter 1966",
        .note = "eta is the step that is tried first, each time: 1 suits it.",
        .others = "damped newton|levenberg|levenberg marquardt|levenberg-marquardt",
    },

    /* --- rules that draw: chance is what moves them, also where there is no slope --- */
    {
        .name = "sgld",
        .title = "Langevin dynamics: descent with heat",
        .lesson =
            "Each step goes downhill and is kicked at random, just as hard as heat would kick it: "
            "the ball never rests, and in the long run the places where it has been are spread as "
            "exp(-f/temperature). Deep and wide valleys are visited most; a hot ball also crosses "
            "ridges.",
        .tries = "surface double_well\noptimizer sgld temperature=0.3\neta 0.02\nrun\ntemperature "
                 "0.05",
        .rule = "theta += sqrt(2*eta*temperature)*normal() - eta*g",
        .eta = 0.01,
        .parameters = {TEMPERATURE(0, "the heat: how far it climbs by chance")},
        .source = "Welling, Teh 2011",
        .note = "The paper's step size is 2*eta*temperature, and f/temperature its negative log "
                "posterior. With a constant eta the spread is a little too wide, by about "
                "eta*sharpness/4; the paper lets eta fall: `schedule polynomial`. With "
                "`batch N` the gradient is that of a mini-batch, as there.",
        .others = "langevin|stochastic gradient langevin dynamics|langevin dynamics|ula",
    },
    {
        .name = "spsa",
        .title = "SPSA: a slope from two losses",
        .lesson =
            "It never sees a gradient. It looks at the loss at two points, a little ahead and "
            "a little behind along a random diagonal, and goes along that diagonal as the "
            "difference says. The steps go astray one by one, and downhill on average, "
            "however many parameters there are.",
        .tries = "surface bowl\noptimizer spsa\neta 0.1\nball sgd eta=0.1\nview step",
        .rule = "d = (where(uniform() < 0.5, -1, 1), where(uniform() < 0.5, -1, 1)); "
                "k = c/t^fall; "
                "theta -= eta*(loss(theta + k*d) - loss(theta - k*d))/(2*k)*d",
        .eta = 0.01,
        .parameters = {{"c", 0.1, 1e-9, 1e9, "how far ahead and behind it looks at first"},
                       {"fall", 0.101, 0, 10, "how fast that distance falls", "gamma"}},
        .source = "Spall 1992, with the exponent of Spall 1998",
        .note = "Spall lets the rate fall, too: `schedule eta0/(1 + n/20)^0.602`. d has "
                "components -1 and 1, so that to divide by one is to multiply by it.",
        .others = "simultaneous perturbation|simultaneous perturbation stochastic approximation",
    },
    {
        .name = "evolution",
        .title = "(1+1) evolution strategy, with the 1/5 rule",
        .lesson =
            "A child is born at a random place nearby; if it is no higher than its parent, it "
            "takes the parent's place. After a success the children are thrown farther, after "
            "a failure less far, so that one in five succeeds. It needs no gradient, and "
            "never climbs.",
        .tries = "surface rosenbrock\noptimizer evolution\neta 0.3\nrun",
        .rule = "sigma = where(n == 0, eta, sigma); p = theta + sigma*normal(); "
                "better = loss(p) <= f; theta = where(better, p, theta); "
                "sigma *= where(better, grow, grow^-0.25)",
        .eta = 0.5,
        .parameters = {{"grow", 1.5, 1, 100, "what a success multiplies the distance by"}},
        .source = "Rechenberg 1973, as Kern, Mueller, Hansen, Bueche, Ocenasek, Koumoutsakos 2004",
        .note = "eta is only how far the first children are thrown: a schedule has no effect. A "
                "failure divides the distance by the fourth root of grow: with one success in five "
                "it stays as it is.",
        .others = "es|(1+1)-es|1+1 es|evolution strategy|one fifth rule|random search",
    },
    {
        .name = "metropolis",
        .title = "Metropolis: by chance, uphill less often",
        .lesson = "It proposes a random place nearby. A lower one is taken, a higher one only "
                  "sometimes: the less often the higher it is and the colder the temperature. In "
                  "the long run the places are spread as exp(-f/temperature), exactly. Let the "
                  "temperature fall, and it is simulated annealing.",
        .tries = "surface rastrigin\noptimizer metropolis temperature=5\neta 0.5\nschedule "
                 "temperature exponential decay=0.02\nrun",
        .rule = "p = theta + eta*normal(); "
                "theta = where(uniform() < exp((f - loss(p))/temperature), p, theta)",
        .eta = 0.5,
        .parameters = {TEMPERATURE(1e-12, "the heat: how often it goes uphill")},
        .source = "Metropolis, Rosenbluth, Rosenbluth, Teller, Teller 1953",
        .note = "eta is how far away the places are that it proposes. With a falling temperature: "
                "Kirkpatrick, Gelatt, Vecchi 1983.",
        .others = "mcmc|metropolis hastings|metropolis-hastings|simulated annealing|annealing",
    },
};

const int optimizer_row_count = (int)(sizeof optimizer_rows / sizeof *optimizer_rows);
