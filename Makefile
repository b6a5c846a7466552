# overshoot: build, test, lint, install. `make help` lists the targets. Needs GNU Make 3.81 or later.
#
# Yours to set, on the command line or in the environment: CC, CFLAGS, CPPFLAGS, LDFLAGS, PKG_CONFIG,
# PREFIX, DESTDIR, BUILD (where objects go), WERROR=-Werror, V=1 (show the commands), and what `make
# help` has beside the targets.

PKG_CONFIG ?= pkg-config
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
BUILD ?= build
PROGRAM ?= overshoot
SCENES = $(PREFIX)/share/overshoot/scenes

# --- What is built: every .c file in its place, found by itself ----------------------------------

LIBRARY := $(BUILD)/libovershoot.a
OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/*/*.c))
MAIN := $(BUILD)/src/main.o
SUITES := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/test_*.c))
SUPPORT := $(BUILD)/libtests.a
SUPPORT_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(filter-out tests/test_%.c tests/fuzz/entry.c, \
	$(wildcard tests/*.c tests/fuzz/*.c)))
BENCHES := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/bench/*.c))
DATA := $(sort $(wildcard scenes/data/*))
EXAMPLES := $(sort $(wildcard scenes/*.scene))
TOUR := $(sort $(wildcard scenes/[0-9]*.scene))

# --- Flags ---------------------------------------------------------------------------------------

# A row of a table leaves out the last columns where it has nothing in them.
WARN_BASE = -Wall -Wextra -Wpedantic -Wno-missing-field-initializers
WARN_DECLARATIONS = -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wredundant-decls
WARN_CONVERSIONS = -Wconversion -Wdouble-promotion -Wcast-qual -Wcast-align -Wwrite-strings
WARN_CODE = -Wshadow -Wvla -Wundef -Wpointer-arith -Wformat=2 -Wlogical-op -Wduplicated-cond
# clang does not know all of GCC's warnings, and need not; Check's ck_assert_msg gives a variadic macro
# no arguments, which is pedantic; and clang takes NAN and INFINITY, which are floats, for promotions
# by mistake: GCC looks for those. Which loops it does not vectorize is no fault of the code.
WARN_CLANG = $(call once,WARN_CLANG,$(if $(findstring clang,$(shell $(CC) --version 2>/dev/null)), \
	-Wno-unknown-warning-option -Wno-gnu-zero-variadic-macro-arguments -Wno-double-promotion \
	-Wno-pass-failed))
WARNINGS = $(WARN_BASE) $(WARN_DECLARATIONS) $(WARN_CONVERSIONS) $(WARN_CODE) $(WARN_CLANG)

# _DEFAULT_SOURCE: SIGWINCH and forkpty. _DARWIN_C_SOURCE: the same on macOS.
# No contraction into fused operations: all machines shall get the same trajectory.
LANGUAGE = -std=c11 -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -D_DARWIN_C_SOURCE -Isrc
COMPILE = $(CC) $(LANGUAGE) $(WARNINGS) $(CPPFLAGS) $(CFLAGS) -ffp-contract=off $(WERROR)
LINK = $(CC) $(CFLAGS) $(LDFLAGS)

# The engine's inner loops are written for vectors. An -O of the user's own choice wins over -O3.
KERNELS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/lang/vmath*.c src/lang/execute*.c \
	src/model/crowd_judge.c src/model/chance_many.c))
KERNEL_FLAGS = $(if $(filter-out -O2,$(filter -O%,$(CFLAGS))),,-O3) \
	-fno-math-errno -fno-trapping-math -fopenmp-simd $(WIDE)
# Compilers take half of AVX-512's width unless they are told; where there is none they do not know
# the option, or it changes nothing.
WIDE = $(call once,WIDE,$(shell echo | $(CC) -Werror -mprefer-vector-width=512 -fsyntax-only -x c - \
	2>/dev/null && echo -mprefer-vector-width=512))

# pkg-config is asked when the first recipe needs its answer, not when this file is read: in
# `make deps run` it may not be there before `deps` is done. Homebrew's kegs are not on its path.
ask = $(shell PKG_CONFIG_PATH="$$PKG_CONFIG_PATH$(KEGS)" $(PKG_CONFIG) $1 2>/dev/null || echo $2)
KEGS = $(foreach k,ncurses readline,:/opt/homebrew/opt/$k/lib/pkgconfig:/usr/local/opt/$k/lib/pkgconfig)
once = $(eval $1 := $2)$($1)
# The feature-test macros that ncurses asks for are older than ours.
TERM_CFLAGS = $(call once,TERM_CFLAGS,$(filter-out -D_XOPEN_SOURCE=% -D_DEFAULT_SOURCE \
	-D_DARWIN_C_SOURCE,$(call ask,--cflags ncursesw) $(call ask,--cflags readline)))
TERM_LIBS = $(call once,TERM_LIBS,$(call ask,--libs readline,-lreadline) \
	$(call ask,--libs ncursesw,-lncursesw))
# What files of pictures are written with, where it is. `make ZLIB= GIFLIB= PANGO=` builds without.
ZLIB ?= $(call once,ZLIB,$(call optional,zlib,zlib.h,-lz))
GIFLIB ?= $(call once,GIFLIB,$(call optional,giflib,gif_lib.h,-lgif))
PANGO ?= $(call once,PANGO,$(call optional,pangocairo,pango/pangocairo.h,$(PANGO_LIBS)))
PANGO_LIBS = -lpangocairo-1.0 -lpango-1.0 -lgobject-2.0 -lglib-2.0 -lcairo
optional = $(shell $(PKG_CONFIG) --libs $1 2>/dev/null || { printf '\043include <$2>\n' | \
	$(CC) $(CPPFLAGS) $(CFLAGS) -E -x c - >/dev/null 2>&1 && echo $3; })
PICTURE_CFLAGS = $(if $(ZLIB),-DHAVE_ZLIB $(call ask,--cflags zlib)) \
	$(if $(GIFLIB),-DHAVE_GIFLIB $(call ask,--cflags giflib))
# Their headers are not written for our warnings.
FONT_CFLAGS = $(if $(PANGO),$(call once,PANGO_CFLAGS,-DHAVE_PANGO \
	$(patsubst -I%,-isystem %,$(filter -I%,$(call ask,--cflags pangocairo)))))
TEST_CFLAGS = $(call once,TEST_CFLAGS,$(call ask,--cflags check vterm))
TEST_LIBS = $(call once,TEST_LIBS,$(call ask,--libs check,-lcheck) $(call ask,--libs vterm,-lvterm))

quiet = $(if $(V),,@echo '  $1	$(2:./%=%)';)

LIBS = $(TERM_LIBS) $(ZLIB) $(GIFLIB) $(PANGO) -lm -pthread

# --- Build ---------------------------------------------------------------------------------------

all: $(PROGRAM) $(BUILD)/rows.whole ## build ./overshoot, and say what a row of its tables lacks

$(PROGRAM): $(MAIN) $(LIBRARY)
	$(call quiet,link,$@)$(LINK) -o $@ $^ $(LIBS)

$(LIBRARY): $(OBJECTS)
$(SUPPORT): $(SUPPORT_OBJECTS)
$(LIBRARY) $(SUPPORT):
	$(call quiet,ar,$@)rm -f $@ && $(AR) rcs $@ $^

# A machine that cannot run what it builds is not asked.
$(BUILD)/rows.whole: $(BUILD)/tests/rows/main
	@$(abspath $<) || [ $$? = 126 ] && touch $@

$(KERNELS): MORE = $(KERNEL_FLAGS)
$(BUILD)/src/term/%.o: MORE = $(TERM_CFLAGS)
$(BUILD)/src/output/png.o $(BUILD)/src/output/gif.o: MORE = $(PICTURE_CFLAGS)
$(BUILD)/src/output/glyph_font.o: MORE = $(FONT_CFLAGS)
$(BUILD)/tests/%.o: MORE = $(TERM_CFLAGS) $(TEST_CFLAGS) $(NOTES:%=-DCHECK_NOTES)
$(BUILD)/tests/test_picture.o $(BUILD)/tests/test_gif.o: MORE += $(PICTURE_CFLAGS)
$(BUILD)/tests/test_picture.o $(BUILD)/tests/test_gif.o: $(BUILD)/optional
$(BUILD)/src/scene/find.o: MORE = -DSCENES_DIRECTORY='"$(SCENES)"'

$(BUILD)/%.o: %.c $(BUILD)/flags | $(BUILD)/found
	@mkdir -p $(@D)
	$(call quiet,cc,$<)$(COMPILE) $(MORE) -MMD -MP -c -o $@ $<

$(BUILD)/tests/bench/%: $(BUILD)/tests/bench/%.o $(LIBRARY)
	$(call quiet,link,$@)$(LINK) -o $@ $^ $(LIBS)

# Without terminal and tests' support: it is built often.
$(BUILD)/tests/determinism/checksum: $(BUILD)/tests/determinism/checksum.o $(BUILD)/tests/wander.o \
		$(filter-out $(BUILD)/src/term/% $(BUILD)/src/output/% $(BUILD)/src/cli/%,$(OBJECTS))
	$(call quiet,link,$@)$(LINK) -o $@ $^ -lm -pthread

$(BUILD)/tests/rows/main: $(BUILD)/tests/rows/main.o $(BUILD)/tests/rows.o $(LIBRARY)
	$(call quiet,link,$@)$(LINK) -o $@ $^ -lm -pthread

# What is printed in README.md and src/README.md as a row to add is compiled, and run.
$(BUILD)/tests/rows/examples.h: tests/rows/examples.awk README.md src/README.md
	@mkdir -p $(@D)
	$(call quiet,awk,$@)awk -f $^ >$@
$(BUILD)/tests/test_catalogue.o: MORE += -I$(BUILD)/tests
$(BUILD)/tests/test_catalogue.o: $(BUILD)/tests/rows/examples.h

$(BUILD)/tests/fuzz/entry: $(BUILD)/tests/fuzz/entry.o $(SUPPORT) $(LIBRARY)
	$(call quiet,link,$@)$(LINK) -fsanitize=fuzzer -o $@ $^ $(TEST_LIBS) $(LIBS) -lutil

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(SUPPORT) $(LIBRARY)
	$(call quiet,link,$@)$(LINK) -o $@ $^ $(TEST_LIBS) $(LIBS) -lutil

# Another compiler, other flags or another place to install: compile again what that concerns.
remember = @mkdir -p $(@D); echo "$1" | cmp -s - $@ || echo "$1" >$@
$(BUILD)/flags: always | $(filter deps,$(MAKECMDGOALS))
	$(call remember,$(filter-out $(WERROR),$(COMPILE)) $(LDFLAGS))
$(BUILD)/scenes: always
	$(call remember,$(SCENES))
$(BUILD)/src/scene/find.o: $(BUILD)/scenes
$(BUILD)/optional: always | $(filter deps,$(MAKECMDGOALS))
	$(call remember,$(PICTURE_CFLAGS) $(FONT_CFLAGS) $(ZLIB) $(GIFLIB) $(PANGO))
$(BUILD)/src/output/png.o $(BUILD)/src/output/gif.o $(BUILD)/src/output/glyph_font.o: $(BUILD)/optional
$(BUILD)/surroundings: TESTED = $(abspath $(PROGRAM))
$(BUILD)/surroundings: always
	$(call remember,$(TEST_ENVIRONMENT))
$(BUILD)/notes: always
	$(call remember,$(NOTES))
$(SUITES:%=%.o) $(SUPPORT_OBJECTS): $(BUILD)/notes

# Says what to do where the compiler would only say that a header is not there.
$(BUILD)/found: | $(filter deps,$(MAKECMDGOALS))
	@mkdir -p $(@D)
	@printf '#include <stdio.h>\n#include <curses.h>\n#include <readline/readline.h>\n' | \
		$(CC) $(CPPFLAGS) $(CFLAGS) $(TERM_CFLAGS) -E -o $(BUILD)/found.i -x c - || \
		{ echo 'overshoot: a C compiler, ncurses and readline are needed; `make deps` installs' \
		'what is missing' >&2; exit 1; }
	@rm $(BUILD)/found.i && touch $@

run: $(PROGRAM) ## build, then play the scenes; not on a terminal: print the last screen as text
	$(abspath $(PROGRAM)) $(TOUR)

deps: ## install what is missing of the compiler, ncurses, readline, check and libvterm
	@CC='$(CC)' PKG_CONFIG='$(PKG_CONFIG)' sh .ci/deps

# --- Test ----------------------------------------------------------------------------------------

SUITE ?= ## check, sanitize: only this suite, even if nothing changed; several: SUITE='map sim'
WHOLE ?= ## check, sanitize: WHOLE=1 goes through long lists of cases whole, as CI does
NOTES ?= ## check, sanitize: NOTES=1 tells the last assertion that held before a crash
ALL ?= ## lint: ALL=1 lets clang's analyzer look at all sources, not only at those that changed

# The same surroundings everywhere. Check's time limit is for a fast machine that does nothing else.
TEST_ENVIRONMENT = env -u COLUMNS -u LINES -u NO_COLOR LC_ALL=C.UTF-8 TERM=xterm-256color TZ=UTC \
	HOME=/nonexistent INPUTRC=/dev/null CK_TIMEOUT_MULTIPLIER=10 OVERSHOOT_WHOLE=$(WHOLE) \
	$(CK_RUN_CASE:%=CK_RUN_CASE=%) OVERSHOOT=$(TESTED)
TESTED = $(abspath $(PROGRAM))

# These read no file and start no program, and are run where there is none: they are run again when
# their own program is another one. All others are taken to need the program, the scenes, and what is
# in tests/ under their own name.
ALONE := $(patsubst %,$(BUILD)/tests/test_%, catalogue charts clock critical derive describe frame front graph journal keys \
	lang layout map mouse outlook output pixels probe program race relief rules session sim survey typing view vmath why workers)
$(ALONE:=.passed): TESTED = /nonexistent
$(ALONE:=.passed): FOLDER = $(BUILD)/nothing
OTHERS := $(filter-out $(ALONE),$(SUITES))
FOLDER = .
own = $(filter-out %/data,$(wildcard $(foreach suite,$(1:$(BUILD)/tests/test_%=%), \
	tests/$(suite).tsv tests/$(suite)/* tests/$(suite)/data/* tests/*/$(suite)/*/*)))
define reads
$1.passed: READ = $$(PROGRAM) $$(wildcard scenes/*.*) $$(DATA) $(call own,$1)
$1.passed: $$(PROGRAM) scenes $$(wildcard scenes/*) $$(DATA) $(sort $(dir $(call own,$1))) $(call own,$1)
endef
$(foreach suite,$(OTHERS),$(eval $(call reads,$(suite))))

$(foreach suite,$(SUITE),$(if $(wildcard tests/test_$(suite).c),,$(error there is no suite $(suite))))
CHECKED := $(if $(SUITE),$(SUITE:%=$(BUILD)/tests/test_%),$(SUITES))
# Those that wait for a terminal begin first.
CHECKED_FIRST := $(filter %_replay %_starts %_tape %_terminal,$(CHECKED))
check: $(BUILD)/rows.whole $(CHECKED_FIRST:=.passed) $(CHECKED:=.passed) ## build and run all tests, but for suites that passed and did not change since
	@sh .ci/closing $(CHECKED)

$(SUITES:=.passed): %.passed: % $(BUILD)/surroundings .ci/suite $(if $(SUITE),always)
	@$(if $(SUITE),AGAIN=1) sh .ci/suite $< '$(TEST_ENVIRONMENT)' $(FOLDER) $(READ)

golden: $(BUILD)/tests/test_golden ## write the golden frames of tests/golden anew
	@rm -f tests/golden/*; $(TEST_ENVIRONMENT) OVERSHOOT_GOLDEN=1 $<

screenshots: $(PROGRAM) ## draw the README's pictures anew
	sh .ci/screenshots $(abspath $(PROGRAM)) screenshots

tasks: $(PROGRAM) ## check and draw the tasks that lecturers set, into build/tasks
	@sh .ci/tasks $(abspath $(PROGRAM)) tests/tasks.tsv $(BUILD)/tasks

prose: ## print every text that somebody reads, with its place
	@.ci/prose

benches: $(BENCHES)

bench: benches ## measure the engine and the screen
	@for bench in $(BENCHES); do ./$$bench || exit 1; done

# -fsanitize=undefined leaves out float-cast-overflow; a click far outside the map would be one.
SANITIZE = -fsanitize=address,undefined,float-cast-overflow -fno-sanitize-recover=all
# What others' libraries leave behind is not ours to mend.
sanitize: export LSAN_OPTIONS = suppressions=$(abspath .ci/leaks):print_suppressions=0
sanitize: ## all tests again under the address and undefined-behaviour sanitizers
	$(MAKE) --no-print-directory BUILD=build-sanitize PROGRAM=build-sanitize/overshoot \
		CFLAGS='-O1 -g -fno-omit-frame-pointer $(SANITIZE)' check

# What has threads, and what they work on. Its shadow of memory has to lie where it expects it.
TSAN_SUITES = workers sweep outlook lab survey range tune
tsan: ## the suites of what has threads, under the thread sanitizer
	$(MAKE) --no-print-directory BUILD=build-tsan PROGRAM=build-tsan/overshoot \
		CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=thread' SUITE='$(TSAN_SUITES)' check

# Nothing but runs without a terminal: the rest of the code is the sanitizers' part.
VALGRIND = valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite
valgrind: $(PROGRAM) ## some runs under valgrind
	$(VALGRIND) $(abspath $(PROGRAM)) run --steps 40 >/dev/null
	$(VALGRIND) $(abspath $(PROGRAM)) run --steps 40 -e 'surface x^4 - y*x + y^2' -e 'ball adam' \
		-e 'schedule exponential' -e 'all eta 0.01' >/dev/null
	$(VALGRIND) $(abspath $(PROGRAM)) run --steps 5 -e 'surface x +* y' >/dev/null 2>&1; test $$? = 2
	$(VALGRIND) $(abspath $(PROGRAM)) check $(EXAMPLES) >/dev/null
	for scene in $(TOUR); do \
		$(VALGRIND) $(abspath $(PROGRAM)) render $$scene --size 80x24 >/dev/null || exit 1; done

determinism: ## the same numbers from every compiler, optimisation and CPU level that is here
	@MAKE='$(MAKE)' BUILD='$(BUILD)' CC='$(CC)' CFLAGS='$(CFLAGS)' sh .ci/determinism

# $(FUZZ_TARGETS) one after the other, FUZZ_SECONDS each. What is found is left as crash-* and so on;
# what is learnt is kept in build-fuzz, beside the seeds that are in tests/fuzz/corpus.
FUZZ_TARGETS = formula command scene data keys answers
FUZZ_SECONDS = 60
FUZZ_OPTIONS = -timeout=20 -rss_limit_mb=2048 -max_len=1500 -print_final_stats=1
fuzz: ## look for inputs that break something; FUZZ_SECONDS=60 for each of FUZZ_TARGETS (clang)
	$(MAKE) BUILD=build-fuzz CC=clang CFLAGS='-O2 -g -fno-omit-frame-pointer \
		-fsanitize=fuzzer-no-link $(SANITIZE)' build-fuzz/tests/fuzz/entry
	@for target in $(FUZZ_TARGETS); do \
		echo "fuzz: $$target, $(FUZZ_SECONDS) s"; \
		mkdir -p build-fuzz/corpus/$$target; \
		FUZZ_TARGET=$$target build-fuzz/tests/fuzz/entry -max_total_time=$(FUZZ_SECONDS) \
			$(FUZZ_OPTIONS) -dict=tests/fuzz/dictionary -artifact_prefix=build-fuzz/ \
			build-fuzz/corpus/$$target tests/fuzz/corpus/$$target 2>build-fuzz/$$target.log || \
			{ tail -n 60 build-fuzz/$$target.log; exit 1; }; \
		grep stat::number_of_executed_units build-fuzz/$$target.log; done

lint: $(LIBRARY) $(MAIN) $(BUILD)/tests/rows/examples.h ## clang-format, clang-tidy, cppcheck, shellcheck, and who includes whom
	@LANGUAGE='$(LANGUAGE) $(PICTURE_CFLAGS) $(FONT_CFLAGS) -I$(BUILD)/tests' BUILD='$(BUILD)' ALL='$(ALL)' sh .ci/lint

format: ## clang-format, in place
	find src tests -name '*.[ch]' -exec clang-format -i {} +

# --- Install -------------------------------------------------------------------------------------

install: $(PROGRAM) ## into $(DESTDIR)$(PREFIX)
	mkdir -p '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(SCENES)'
	install -m 755 $(PROGRAM) '$(DESTDIR)$(PREFIX)/bin/overshoot'
	$(if $(EXAMPLES),install -m 644 $(EXAMPLES) '$(DESTDIR)$(SCENES)')
	$(if $(DATA),mkdir -p '$(DESTDIR)$(SCENES)/data' && \
		install -m 644 $(DATA) '$(DESTDIR)$(SCENES)/data')

uninstall: ## remove what install put there
	rm -f '$(DESTDIR)$(PREFIX)/bin/overshoot'
	rm -rf '$(DESTDIR)$(PREFIX)/share/overshoot'

clean: ## remove all that was built
	rm -rf $(BUILD) build-* $(PROGRAM)

help: ## this list, and what else can be said on the command line
	@awk -F '(:.*| [?]=) ## ' '/^[a-z]+:.* ## / { printf "  make %-11s %s\n", $$1, $$2 } \
		/^[A-Z]+ [?]= ## / { more = more sprintf("  %-16s %s\n", $$1 "=", $$2) } \
		END { printf "%s", more }' Makefile

-include $(patsubst %.o,%.d,$(OBJECTS) $(MAIN) $(SUPPORT_OBJECTS) $(SUITES:%=%.o) $(BENCHES:%=%.o) \
	$(BUILD)/tests/fuzz/entry.o $(BUILD)/tests/determinism/checksum.o $(BUILD)/tests/rows/main.o)

.PHONY: all run deps check golden screenshots tasks prose benches bench sanitize tsan valgrind fuzz determinism lint format install uninstall clean help always
.SECONDARY:
.DELETE_ON_ERROR:
