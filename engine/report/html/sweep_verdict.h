#pragma once

#include <string>
#include <vector>

#include "engine/report/html/sweep_page_data.h"

namespace dragoman {

/// What a sweep says of each outcome analysed, in a few sentences that follow from its numbers; the
/// first of each is the shortest answer.
std::vector<std::vector<std::string>> SweepVerdict(const SweepPageData& data);

}  // namespace dragoman
