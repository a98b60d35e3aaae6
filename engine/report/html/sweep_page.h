#pragma once

#include "engine/report/html/report_page.h"
#include "engine/report/html/sweep_page_data.h"

namespace dragoman {

/// Writes the report of a sweep, on the same terms as MakeReportPage.
/// @pre something was analysed.
ReportPage MakeSweepPage(const SweepPageData& data);

}  // namespace dragoman
