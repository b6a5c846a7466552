# overshoot: build, test, install. `make help` lists the targets.

CC ?= cc
PKG_CONFIG ?= pkg-config
BUILD ?= build
CFLAGS ?= -O2 -g
override CFLAGS += -std=c11 -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE $(WARNINGS) -Isrc
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Wundef $(WERROR)

# The engine's inner loops: no contraction to fused operations, so that all machines agree.
KERNEL_FLAGS = -O3 -ffp-contract=off -fno-math-errno -fno-trapping-math -fopenmp-simd

TERM_CFLAGS := $(filter-out -D_XOPEN_SOURCE=% -D_DEFAULT_SOURCE,$(shell $(PKG_CONFIG) --cflags ncursesw readline 2>/dev/null))
TERM_LIBS := $(shell $(PKG_CONFIG) --libs ncursesw readline 2>/dev/null || echo -lncursesw -lreadline)
TEST_CFLAGS := $(shell $(PKG_CONFIG) --cflags check vterm 2>/dev/null)
TEST_LIBS := $(shell $(PKG_CONFIG) --libs check vterm 2>/dev/null)

SOURCES := $(wildcard src/*/*.c)
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
LIBRARY := $(BUILD)/libovershoot.a
PROGRAM := overshoot
SUITES := $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/test_*.c))
TEST_SUPPORT := $(patsubst tests/%.c,$(BUILD)/tests/%.o,$(filter-out tests/test_%.c,$(wildcard tests/*.c)))

all: $(PROGRAM)

$(PROGRAM): $(BUILD)/src/main.o $(LIBRARY)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(TERM_LIBS) -lm

$(LIBRARY): $(OBJECTS)
	rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/src/lang/vmath.o $(BUILD)/src/lang/execute.o: override CFLAGS += $(KERNEL_FLAGS)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(TERM_CFLAGS) $(TEST_CFLAGS) -ffp-contract=off -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(TEST_SUPPORT) $(LIBRARY)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(TEST_LIBS) $(TERM_LIBS) -lm -lutil

check: $(PROGRAM) $(SUITES)
	@for suite in $(SUITES); do ./$$suite || exit 1; done

clean:
	rm -rf $(BUILD) $(PROGRAM)

-include $(wildcard $(BUILD)/src/*.d $(BUILD)/src/*/*.d $(BUILD)/tests/*.d)

.PHONY: all check clean
.SECONDARY:
