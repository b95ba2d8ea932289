# requal_room(NAME base SOURCES a.cpp … USES json … LIBRARIES OpenSSL::Crypto …)
#
# A room is an object library whose headers are reachable as "<room>/<file>.hpp" only by the rooms that
# name it in USES. The include directory of a room is a folder in the build tree that holds a single
# link to its sources, so a header of a room that was not named is not found and the build stops.
function(requal_room)
  cmake_parse_arguments(ROOM "" "NAME" "SOURCES;USES;LIBRARIES" ${ARGN})
  set(target requal_${ROOM_NAME})
  set(gate "${PROJECT_BINARY_DIR}/rooms/${ROOM_NAME}")
  file(MAKE_DIRECTORY "${gate}")
  file(CREATE_LINK "${PROJECT_SOURCE_DIR}/lib/src/${ROOM_NAME}" "${gate}/${ROOM_NAME}" SYMBOLIC)

  set(sources ${ROOM_SOURCES})
  list(TRANSFORM sources PREPEND "${PROJECT_SOURCE_DIR}/lib/src/${ROOM_NAME}/")
  add_library(${target} OBJECT ${sources})
  target_include_directories(${target}
    PUBLIC "${PROJECT_SOURCE_DIR}/lib/include" "${gate}")
  target_link_libraries(${target} PRIVATE requal_compiler ${ROOM_LIBRARIES})
  foreach(room IN LISTS ROOM_USES)
    target_link_libraries(${target} PUBLIC requal_${room})
  endforeach()
  requal_batches(${target})
  set_property(GLOBAL APPEND PROPERTY REQUAL_ROOMS ${target})
  set_property(GLOBAL APPEND PROPERTY REQUAL_ROOM_LIBRARIES ${ROOM_LIBRARIES})
endfunction()
