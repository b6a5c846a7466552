/* The schedules: formulas for the learning rate, as they run. */

#include "catalogue.h"

/* Parameters that several rows share: name, default, range, meaning. */
#define DECAY_RATE                                                                                 \
    {                                                                                              \
        "decay", 0.01, 0, 1e6, "d: how fast the rate falls"                                        \
    }
#define ETA_MIN(text)                                                                              \
    {                                                                                              \
        "eta_min", 0, 0, 1e9, text                                                                 \
    }
#define TOTAL(value, low, text)                                                                    \
    {                                                                                              \
        "total", value, low, 1e12, text                                                            \
    }
#define WARMUP(value, low)                                                                         \
    {                                                                                              \
        "warmup", value, low, 1e12, "iterations that the rate rises at first"                      \
    }

const struct formula_row schedule_rows[] = {
    {
        .name = "constant",
        .title = "the same rate for ever",
        .lesson = "The ball settles if eta is below the edge of stability (help sharpness). "
                  "With noise it never comes to rest, but trembles the more the larger eta is.",
        .tries = "surface ravine\neta 0.07\nschedule constant\nnoise 5",
        .formula = "eta0",
        .source = "Cauchy 1847",
    },
    {
        .name = "time",
        .title = "time-based decay, a recursion",
        .lesson = "It hardly falls at first, and then ever faster: each rate is the one before "
                  "over 1 + d*n. With a large d it is used up before the ball arrives.",
        .tries = "surface ravine\neta 0.079\nschedule time decay=0.005\ndecay 0.1",
        .formula = "eta/(1 + decay*n)",
        .parameters = {DECAY_RATE},
        .source = "Wikipedia, Learning rate: time-based schedule",
        .note = "Each rate is divided anew, so that it falls faster than exponentially: eta0 over "
                "the product of all 1 + d*k. inverse-time is what Keras calls InverseTimeDecay.",
    },
    {
        .name = "step",
        .title = "step decay: drops now and then",
        .lesson = "Long at one rate, and then at once at d times that: where the ball jumps "
                  "from wall to wall it settles at a drop, as if a switch were thrown.",
        .tries = "surface ravine\neta 0.079\nschedule step decay=0.5 period=20\nperiod 5",
        .formula = "eta0*decay^floor((1 + n)/period)",
        .parameters = {{"decay", 0.5, 0, 1e6, "d: the factor at each drop"},
                       {"period", 10, 1, 1e12, "r: iterations between drops"}},
        .source = "Wikipedia, Learning rate: step-based schedule",
        .note = "PyTorch's StepLR and Keras drop at n = r, 2r, ..., one iteration later.",
    },
    {
        .name = "exponential",
        .title = "exponential decay",
        .lesson = "It falls by the same share in every iteration. The steps that are left have "
                  "a bounded length: with a large d the ball stops on its way.",
        .tries = "surface ravine\neta 0.079\nschedule exponential decay=0.02\ndecay 0.3",
        .formula = "eta0*exp(-decay*n)",
        .parameters = {DECAY_RATE},
        .source = "Wikipedia, Learning rate: exponential schedule",
        .note = "PyTorch's ExponentialLR with gamma is decay = -log(gamma).",
    },
    {
        .name = "inverse-time",
        .title = "inverse-time decay",
        .lesson = "It falls as 1/n in the end: slowly enough to get anywhere, and fast enough "
                  "to come to rest in spite of noise.",
        .tries = "surface bowl\neta 0.3\nnoise 1\nschedule inverse-time decay=0.1",
        .formula = "eta0/(1 + decay*n)",
        .parameters = {DECAY_RATE},
        .source = "Robbins, Monro 1951; `decay` of Keras' optimizers",
    },
    {
        .name = "inverse-sqrt",
        .title = "warm-up, then by the inverse square root",
        .lesson = "It rises for `warmup` iterations, so that the first steps are short, and "
                  "then falls ever more slowly. Transformers are trained so.",
        .tries = "surface ravine\neta 0.079\nschedule inverse-sqrt warmup=20\nwarmup 5",
        .formula = "eta0*min((n + 1)/warmup, sqrt(warmup/(n + 1)))",
        .parameters = {WARMUP(10, 1)},
        .source = "Vaswani, Shazeer, Parmar et al. 2017",
    },
    {
        .name = "polynomial",
        .title = "polynomial decay",
        .lesson = "From eta0 down to eta_min in `total` iterations, and it stays there. Power 1 "
                  "is a straight line; with more it falls steeply at first and lands gently.",
        .tries = "surface ravine\neta 0.079\nschedule polynomial total=100\npower 3",
        .formula = "(eta0 - eta_min)*(1 - min(n, total)/total)^power + eta_min",
        .parameters = {TOTAL(200, 1, "iterations until the bottom"),
                       {"power", 1, 0, 100, "1: a straight line; more: steep at first"},
                       ETA_MIN("the rate at the bottom")},
        .source = "Chen, Papandreou, Kokkinos, Murphy, Yuille 2018 (\"poly\"); Keras, PyTorch",
        .note = "Keras ends at eta_min 0.0001, PyTorch at 0; both have power 1.",
    },
    {
        .name = "linear",
        .title = "a straight line: warm-up, or ramp down",
        .lesson = "A straight line from one factor of eta0 to another: upward it is a warm-up, "
                  "for starts where it is steep; downward it ends a run.",
        .tries = "surface ravine\neta 0.079\nschedule linear from=0.1 to=1 total=50\nschedule "
                 "linear total=20 then cosine total=180",
        .formula = "eta0*(from + (to - from)*min(n, total)/total)",
        .parameters = {TOTAL(100, 1, "iterations until the end of the line"),
                       {"from", 0.1, 0, 1e9, "the factor at first"},
                       {"to", 1, 0, 1e9, "the factor in the end"}},
        .source = "Goyal, Dollar, Girshick et al. 2017 (warm-up); PyTorch's LinearLR",
        .note = "PyTorch: from 1/3 in 5 iterations.",
    },
    {
        .name = "multistep",
        .title = "drops at three milestones",
        .lesson = "Drops at the iterations that you choose: look where the loss has stopped "
                  "falling, and put one there.",
        .tries =
            "surface ravine\neta 0.079\nschedule multistep decay=0.3 at1=20 at2=60 at3=100\nat1 10",
        .formula = "eta0*decay^((n >= at1) + (n >= at2) + (n >= at3))",
        .parameters = {{"decay", 0.1, 0, 1e6, "d: the factor at each drop"},
                       {"at1", 50, 0, 1e12, "the iteration of a drop"},
                       {"at2", 100, 0, 1e12, "of another one"},
                       {"at3", 150, 0, 1e12, "of another one"}},
        .source = "He, Zhang, Ren, Sun 2016; PyTorch's MultiStepLR",
        .note = "Keras' PiecewiseConstantDecay drops one iteration after the boundary.",
    },
    {
        .name = "cosine",
        .title = "cosine annealing",
        .lesson = "It stays high for long, falls fastest in the middle and lands gently: the "
                  "usual choice where the length of the run is known.",
        .tries = "surface ravine\neta 0.079\nschedule cosine total=100\ntotal 50",
        .formula = "eta_min + (eta0 - eta_min)*(1 + cos(pi*min(n, total)/total))/2",
        .parameters = {TOTAL(200, 1, "iterations until the bottom"),
                       ETA_MIN("the rate at the bottom")},
        .source = "Loshchilov, Hutter 2017",
        .note = "It stays at the bottom, as Keras' CosineDecay; PyTorch's rises again.",
    },
    {
        .name = "restarts",
        .title = "cosine annealing with warm restarts",
        .lesson = "A cosine that jumps back to eta0 after each cycle: the jump may throw the "
                  "ball out of a poor minimum, the rest of the cycle lets it settle in the "
                  "next.",
        .tries = "surface rastrigin\neta 0.02\nschedule restarts period=25\nmult 2",
        /* The small number is for quotients of logarithms that should be whole. */
        .formula = "i = where(mult == 1, floor(n/period), "
                   "floor(log(1 + n/period*(mult - 1))/log(mult) + 1e-9)); "
                   "begin = where(mult == 1, i, (mult^i - 1)/(mult - 1)); "
                   "part = (n/period - begin)/mult^i; "
                   "eta_min + (eta0 - eta_min)*(1 + cos(pi*part))/2",
        .parameters = {{"period", 50, 1, 1e12, "iterations of the first cycle"},
                       {"mult", 1, 1, 1000, "how many times longer each next cycle is"},
                       ETA_MIN("the rate at the end of a cycle")},
        .source = "Loshchilov, Hutter 2017 (SGDR)",
    },
    {
        .name = "cyclic",
        .title = "up and down in triangles",
        .lesson = "Up and down between eta0 and eta_max: at the top the ball may overshoot and "
                  "leave, at the bottom it settles.",
        .tries = "surface ravine\neta 0.02\nschedule cyclic eta_max=0.1 up=10 down=10\nmode 1",
        .formula = "part = mod(n, up + down); "
                   "height = where(part <= up, part/up, (up + down - part)/down); "
                   "cycle = floor(n/(up + down)); "
                   "scale = where(mode == 1, 0.5^cycle, where(mode == 2, gamma^n, 1)); "
                   "eta0 + (eta_max - eta0)*height*scale",
        .parameters = {{"eta_max", 0.1, 0, 1e9, "the rate at the top; eta0 is the bottom"},
                       {"up", 20, 1, 1e12, "iterations upward"},
                       {"down", 20, 1, 1e12, "iterations downward"},
                       {"mode", 0, 0, 2, "0: equal cycles, 1: halved each time, 2: by gamma"},
                       {"gamma", 1, 0, 1, "in mode 2: the factor of every iteration"}},
        .source = "Smith 2017",
    },
    {
        .name = "cyclic-momentum",
        .title = "momentum against a cyclic rate: low where it is high",
        .lesson = "A momentum that falls while the rate rises, so that the longest steps are "
                  "not the heaviest too.",
        .tries = "surface ravine\neta 0.005\nschedule cyclic eta_max=0.04\nschedule momentum "
                 "cyclic-momentum",
        .formula = "part = mod(n, up + down); "
                   "height = where(part <= up, part/up, (up + down - part)/down); "
                   "cycle = floor(n/(up + down)); "
                   "scale = where(mode == 1, 0.5^cycle, where(mode == 2, gamma^n, 1)); "
                   "high - (high - low)*height*scale",
        .parameters = {{"low", 0.8, 0, 1, "the momentum where the rate is highest"},
                       {"high", 0.9, 0, 1, "the momentum where the rate is lowest"},
                       {"up", 20, 1, 1e12, "iterations upward, of the rate"},
                       {"down", 20, 1, 1e12, "iterations downward"},
                       {"mode", 0, 0, 2, "0: equal cycles, 1: halved each time, 2: by gamma"},
                       {"gamma", 1, 0, 1, "in mode 2: the factor of every iteration"}},
        .source = "Smith 2017; cycle_momentum of PyTorch's CyclicLR",
        .note = "For a momentum beside `schedule cyclic`: schedule momentum cyclic-momentum up=20.",
    },
    {
        .name = "onecycle",
        .title = "one cycle: up to eta0, then far down",
        .lesson = "From a low rate up to eta0, and then far below where it began: a warm-up, a "
                  "time of long steps, and a gentle end, in `total` iterations.",
        .tries = "surface ravine\neta 0.079\nschedule onecycle total=100\npct 0.1",
        .formula = "peak = max(pct*total - 1, 0); k = min(n, total - 1); "
                   "low = eta0/div; last = low/final_div; "
                   "rise = (1 + cos(pi*k/peak))/2; "
                   "fall = (1 + cos(pi*(k - peak)/max(total - 1 - peak, 1e-9)))/2; "
                   "where(k < peak, eta0 + (low - eta0)*rise, last + (eta0 - last)*fall)",
        .parameters = {TOTAL(200, 2, "iterations of the cycle"),
                       {"pct", 0.3, 0, 1, "the part of them that goes up"},
                       {"div", 25, 1, 1e12, "eta0 over the first rate"},
                       {"final_div", 1e4, 1, 1e12, "the first rate over the last"}},
        .source = "Smith, Topin 2019; PyTorch's OneCycleLR",
        .note = "eta0 is the peak.",
    },
    {
        .name = "onecycle-momentum",
        .title = "momentum against one cycle of the rate: down, then up again",
        .lesson = "A momentum that is lowest where the rate of onecycle is highest, and high "
                  "again at the end.",
        .tries = "surface ravine\neta 0.04\nschedule onecycle total=200\nschedule momentum "
                 "onecycle-momentum total=200",
        .formula = "peak = max(pct*total - 1, 0); k = min(n, total - 1); "
                   "fall = (1 + cos(pi*k/peak))/2; "
                   "rise = (1 + cos(pi*(k - peak)/max(total - 1 - peak, 1e-9)))/2; "
                   "where(k < peak, low + (high - low)*fall, high + (low - high)*rise)",
        .parameters = {{"low", 0.85, 0, 1, "the momentum at the rate's peak"},
                       {"high", 0.95, 0, 1, "the momentum at both ends"},
                       TOTAL(200, 2, "iterations of the cycle"),
                       {"pct", 0.3, 0, 1, "the part of them in which the rate goes up"}},
        .source = "Smith, Topin 2019; cycle_momentum of PyTorch's OneCycleLR",
        .note = "For a momentum, or Adam's beta1, beside `schedule onecycle`: "
                "schedule momentum onecycle-momentum total=200.",
    },
    {
        .name = "plateau",
        .title = "drops when the loss no longer falls",
        .lesson = "It looks at the ball, not at the clock: when the loss has not fallen for "
                  "`patience` iterations, the rate is multiplied by `factor`.",
        .tries = "surface ravine\neta 0.081\nschedule plateau patience=3 factor=0.5\nrun",
        /* What it remembers is 0 at first, whenever it is chosen: hence `seen`. */
        .formula = "better = not seen or f < best*(1 - threshold); seen = 1; "
                   "best = where(better, f, best); "
                   "bad = where(better or rest > 0, 0, bad + 1); rest = max(rest - 1, 0); "
                   "drop = bad > patience; lower = max(eta*factor, eta_min); "
                   "rest = where(drop, cooldown, rest); bad = where(drop, 0, bad); "
                   "where(drop and eta - lower > eps, lower, eta)",
        .parameters = {{"factor", 0.1, 0, 1, "of each drop"},
                       {"patience", 10, 0, 1e12, "iterations without progress before a drop"},
                       {"threshold", 1e-4, 0, 1, "the part by which the loss must fall"},
                       {"cooldown", 0, 0, 1e12, "iterations after a drop that do not count"},
                       ETA_MIN("the lowest rate"),
                       {"eps", 1e-8, 0, 1, "a drop by less is left out"}},
        .source = "PyTorch's ReduceLROnPlateau (mode min, rel)",
        .note = "Keras: an absolute threshold (min_delta 0.0001).",
    },
    {
        .name = "wsd",
        .title = "warm-up, stable, decay",
        .lesson = "Up, a long time at eta0, and down to 0 at the end: where the run may be made "
                  "longer, only the end has to be run again.",
        .tries = "surface ravine\neta 0.079\nschedule wsd warmup=10 stable=60 "
                 "decay_steps=30\nstable 100",
        .formula = "eta0*max(0, min((n + 1)/warmup, 1, "
                   "(warmup + stable + decay_steps - n)/decay_steps))",
        .parameters = {WARMUP(20, 0),
                       {"stable", 120, 0, 1e12, "iterations at eta0"},
                       {"decay_steps", 60, 1, 1e12, "iterations down to 0"}},
        .source = "Hu, Tu, Han et al. 2024 (MiniCPM)",
    },
    {
        .name = "rangetest",
        .title = "the learning-rate range test",
        .lesson = "The rate grows until the loss bursts. Read in the charts at which rate the "
                  "loss fell fastest, and take somewhat less.",
        .tries = "surface ravine\neta 0.001\nschedule rangetest factor=1.1\nrun",
        .formula = "over = over or f > f0 + 3*abs(f0); where(over, 0, eta0*factor^t)",
        .parameters = {{"factor", 1.1, 1, 1000, "by what the rate grows each iteration"}},
        .source = "Smith 2017",
        .note = "Begin with a small eta. When the loss has risen to four times that of iteration "
                "0 (f0), the rate is 0 and the ball stops.",
    },
};

const int schedule_row_count = (int)(sizeof schedule_rows / sizeof *schedule_rows);
