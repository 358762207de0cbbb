-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- site: the address by which browsers name an organisation's pages, "https://danchu.so.gov.vn"; '' when nobody said it.

alter table org add column base_url text not null default '';
