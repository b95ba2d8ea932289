# Warnings, sanitizers and the compiler cache, the same for every target.

add_library(requal_compiler INTERFACE)
target_compile_options(requal_compiler INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wformat=2 -Wnull-dereference)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(requal_compiler INTERFACE -Wduplicated-cond -Wlogical-op -Wuseless-cast)
endif()
if(REQUAL_WERROR)
  target_compile_options(requal_compiler INTERFACE -Werror)
endif()

add_compile_options(-fvisibility=hidden -fstack-protector-strong)
if(REQUAL_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
  add_link_options(-fsanitize=fuzzer-no-link)
endif()
add_link_options(-Wl,--as-needed)   # a tool loads only the libraries it calls: start-up time
if(REQUAL_SANITIZE)
  add_compile_options(-fsanitize=${REQUAL_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${REQUAL_SANITIZE})
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()

find_program(REQUAL_CCACHE ccache)
if(REQUAL_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths below the sources count as relative ones: a second checkout, or a second build folder, finds what the first
  # has compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=true
    "${REQUAL_CCACHE}")
endif()
