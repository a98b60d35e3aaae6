#pragma once

#include <string>

#include "engine/sweep/sweep.h"

namespace dragoman {

/// Whether everything in a store that no chunk's checksum covers is what the spec says: tables,
/// views, what describes the sweep, the values of the points, the replay commands; and whether
/// there are no rows beside those of its chunks. What is wrong as a few words; empty: nothing.
/// Throws DatabaseError where the file cannot be read. O(file).
std::string FindDisorder(const std::string& file, const Sweep& sweep);

/// Whether the spec hash that a store gives is that of the spec it gives: then it is the store of
/// another sweep and not a damaged one.
bool TellsItsSpec(const std::string& file);

}  // namespace dragoman
