/** @file
 * What is wrong with time-stamps themselves, trust aside: the same words for every format.
 */
#pragma once

#include "seal/material.hpp"

namespace requal::seal {

/** Findings of seal.time for every time-stamp that is unreadable, damaged, or made over something else. */
void report_stamp_damage(Material& material);

} // namespace requal::seal
